package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/**
 * Messages to .NET nodes: what their senders were told, against what the business of those nodes got. What is delivered was got, once; what is refused, expired
 * or gone was not; what is unknown, at most once. What a process got that ended before it was looked at again is not known.
 */
final class ToldVerdicts {

    private static final String UNKNOWN = "UNKNOWN";
    private static final String DELIVERED = "DELIVERED";
    private static final Set<String> GOT = Set.of(DELIVERED, "FAILED");
    private static final Set<String> NOT_GOT = Set.of("REFUSED", "EXPIRED", "GONE");

    /** Of so many one must have been delivered. */
    private static final int ENOUGH = 20;

    private final Inboxes inboxes;
    private final long start;
    private final Map<Integer, Map<String, Integer>> gotten = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, Integer> verdicts = new HashMap<>();
    private int unseen;

    /** @param start when the campaign began */
    ToldVerdicts(Inboxes inboxes, long start) {
        this.inboxes = inboxes;
        this.start = start;
        inboxes.nodes().values().forEach(node -> gotten.put(node, inboxes.of(node)));
    }

    /** Takes what one process wrote, in its order. */
    Consumer<NodeEntry> reader(RunId sender) {
        Map<String, Long> acceptedAt = new HashMap<>();
        return entry -> {
            if (entry instanceof NodeEntry.Accepted accepted) {
                String body = body(sender, accepted.lane(), accepted.message());
                acceptedAt.put(body, accepted.at());
                sent.add(body);
            } else if (entry instanceof NodeEntry.ToldOf verdict) {
                String body = body(sender, verdict.lane(), verdict.message());
                told(body, acceptedAt.getOrDefault(body, verdict.at()), verdict);
            } else if (entry instanceof NodeEntry.Done over) {
                done.add(body(sender, over.lane(), over.message()));
            } else if (entry instanceof NodeEntry.Told other && other.verdict().equals(UNKNOWN)) {
                // Of whom nobody knows.
                told.add(body(sender, other.lane(), other.message()));
            }
        };
    }

    /** As it stands in the message. */
    private static String body(RunId sender, String lane, long message) {
        return sender + " " + lane + " " + message;
    }

    private void told(String body, long acceptedAt, NodeEntry.ToldOf verdict) {
        OptionalInt node = inboxes.node(verdict.host());
        if (node.isEmpty()) {
            return;
        }
        told.add(body + " " + node.getAsInt());
        verdicts.merge(verdict.verdict(), 1, Integer::sum);
        int times = gotten.getOrDefault(node.getAsInt(), Map.of()).getOrDefault(body, 0);
        String wrong = null;
        if (NOT_GOT.contains(verdict.verdict())) {
            wrong = times > 0 ? "and was got by it" : null;
        } else if (GOT.contains(verdict.verdict())) {
            wrong = times > 0 ? null : lacking(node.getAsInt(), acceptedAt, verdict.at());
        } else if (!verdict.verdict().equals(UNKNOWN)) {
            wrong = "which is none";
        }
        if (wrong != null) {
            violations.add(String.format(
                    Locale.ROOT,
                    "P12: %.2f s, '%s' has the verdict %s of the .NET node %s %s",
                    (verdict.at() - start) / 1e9,
                    body,
                    verdict.verdict(),
                    verdict.host(),
                    wrong));
        }
    }

    private @Nullable String lacking(int node, long from, long to) {
        if (inboxes.isKnown(node, from, to)) {
            return "and was not got by it";
        }
        unseen++;
        return null;
    }

    /** What must not be, once all have been read. */
    List<String> violations() {
        List<String> all = new ArrayList<>(violations);
        int count = verdicts.values().stream().mapToInt(Integer::intValue).sum();
        if (count > ENOUGH && !verdicts.containsKey(DELIVERED)) {
            all.add("P12: no message to a .NET node was ever delivered, of " + count);
        }
        inboxes.nodes()
                .forEach((host, node) -> gotten.getOrDefault(node, Map.of()).forEach((body, times) -> {
                    String wrong = wrong(body, node, times);
                    if (wrong != null) {
                        all.add("P12: the .NET node " + host + " got '" + body + "'" + wrong);
                    }
                }));
        return all;
    }

    private @Nullable String wrong(String body, int node, int times) {
        if (body.contains(" " + NeighbourEntry.LANE + " ")) {
            // To a master .NET nodes try more than once.
            return null;
        }
        if (times > 1) {
            return " " + times + " times";
        }
        if (!sent.contains(body)) {
            return ", which nobody sent";
        }
        boolean toldOfIt = told.contains(body) || told.contains(body + " " + node);
        return done.contains(body) && !toldOfIt ? ", and its sender was told nothing of that" : null;
    }

    /** How many verdicts there are, and how many of what is delivered nobody can tell whether it was got. */
    String figures() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum() + " verdicts on messages to .NET nodes ("
                + verdicts.getOrDefault(DELIVERED, 0) + " delivered, of which " + unseen
                + " to a process that ended before it was looked at; " + verdicts.getOrDefault(UNKNOWN, 0)
                + " unknown)";
    }
}
