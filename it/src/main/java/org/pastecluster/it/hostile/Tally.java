package org.pastecluster.it.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what was sent in one volley and what came of it. Not thread-safe. */
final class Tally {

    /** What a node may answer, or the network do, to anything. */
    private static final Set<String> ALWAYS = Set.of("503", "429", "closed", "silent", "unreachable");

    private final Set<String> expected;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final List<String> unexpected = new ArrayList<>();
    private long sent;
    private long longestPeerWait;

    /** @param expected the statuses that a node may answer with */
    Tally(String... expected) {
        this.expected = Set.of(expected);
    }

    /** Something was sent, and this came of it. */
    void add(String what, Answer answer) {
        sent++;
        String outcome = answer.outcome();
        boolean fits = expected.contains(outcome) || ALWAYS.contains(outcome);
        if (!fits && answer.isOurs()) {
            unexpected.add(what + " was answered " + outcome);
        }
        count(fits || answer.isOurs() ? outcome : "foreign-" + outcome);
    }

    /** Somebody who knows the secret asked something meanwhile. */
    void addPeer(Answer answer, long nanos) {
        sent++;
        count("peer-" + answer.outcome());
        if (answer.outcome().equals("200")) {
            longestPeerWait = Math.max(longestPeerWait, nanos);
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    long sent() {
        return sent;
    }

    long count(List<String> words) {
        return words.stream().mapToLong(word -> outcomes.getOrDefault(word, 0L)).sum();
    }

    /** {@code 401:12} and so on. */
    List<String> outcomes() {
        return outcomes.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .toList();
    }

    /**
     * Answers that no node should give, a few words each. A peer sends each request as a whole, and such a one is not turned away for what others do behind the same
     * address; for other reasons it may be, but not always.
     */
    List<String> unexpected() {
        List<String> all = new ArrayList<>(unexpected);
        if (outcomes.containsKey("peer-429") && !outcomes.containsKey("peer-200")) {
            all.add("all requests of a peer were turned away with 429");
        }
        return all;
    }

    /** In nanoseconds; 0 when no peer had an answer. */
    long longestPeerWait() {
        return longestPeerWait;
    }
}
