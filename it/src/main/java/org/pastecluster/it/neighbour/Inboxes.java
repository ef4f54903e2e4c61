package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.RunId;

/**
 * What the business of each .NET process got of messages, and for how long that was looked at: what it got after the last look is not known. A message that is
 * seen again at its place is the same one.
 */
final class Inboxes {

    private final Lives lives;
    private final Map<RunId, Inbox> byRun = new HashMap<>();
    private final Map<String, Integer> nodes = new HashMap<>();

    private static final class Inbox {
        private final Map<Integer, String> places = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private long lastLook;
        private long lastButOne;
    }

    Inboxes(List<NeighbourEntry> seen, Lives lives) {
        this.lives = lives;
        Map<String, List<NeighbourEntry.Got>> news = new HashMap<>();
        for (NeighbourEntry entry : seen) {
            if (entry instanceof NeighbourEntry.Got got) {
                news.computeIfAbsent(got.host(), host -> new ArrayList<>()).add(got);
            } else if (entry instanceof NeighbourEntry.Inbox look) {
                nodes.put(look.host(), look.node());
                List<NeighbourEntry.Got> its = news.remove(look.host());
                looked(look, its == null ? List.of() : its);
            }
        }
    }

    private void looked(NeighbourEntry.Inbox look, List<NeighbourEntry.Got> news) {
        RunId run = lives.answering(look.node(), look.at(), look.until()).orElse(null);
        if (run == null) {
            return;
        }
        Inbox inbox = byRun.computeIfAbsent(run, unused -> new Inbox());
        inbox.lastButOne = inbox.lastLook;
        inbox.lastLook = look.at();
        for (NeighbourEntry.Got got : news) {
            if (inbox.places.put(got.place(), got.body()) == null) {
                inbox.counts.merge(got.body(), 1, Integer::sum);
            }
        }
    }

    /** Which node that host is; empty if it is no .NET node whose inbox was ever read. */
    OptionalInt node(String host) {
        Integer node = nodes.get(host);
        return node == null ? OptionalInt.empty() : OptionalInt.of(node);
    }

    /** How many messages were got by all. */
    long size() {
        return byRun.values().stream().mapToLong(inbox -> inbox.places.size()).sum();
    }

    /** Every message that a node got, and how often, by all its processes together. */
    Map<String, Integer> of(int node) {
        Map<String, Integer> all = new HashMap<>();
        byRun.forEach((run, inbox) -> {
            if (run.node() == node) {
                inbox.counts.forEach((body, count) -> all.merge(body, count, Integer::sum));
            }
        });
        return all;
    }

    Map<String, Integer> nodes() {
        return nodes;
    }

    /**
     * Whether everything is known that the processes of a node got which were there in that time: each was looked at twice afterwards, since it puts away a moment
     * later what it has taken, and may stand still in that moment.
     */
    boolean isKnown(int node, long from, long to) {
        return lives.during(node, from, to).stream().allMatch(run -> {
            Inbox inbox = byRun.get(run);
            return inbox != null && inbox.lastButOne > to;
        });
    }
}
