package org.pastecluster.it.hostile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.HostileEntry;

/**
 * P8: others are unaffected, and harm ends. While nothing but somebody hostile troubles nodes that have agreed, a peer behind the same address gets an answer of 200 in each
 * volley in which it asks: to be silent, to close, and to turn it away are no answers then. And each link on which garbage comes has ended within the patience of who sent it.
 */
public final class CalmVolleys {

    private static final String HOSTILE = "HOSTILE";
    private static final String GARBAGE = GarbageFrames.class.getSimpleName();

    /** Half of what somebody hostile waits for an answer. */
    private static final long STOOD_STILL = 1_000_000_000L;

    /** A time in which nodes had agreed and nothing else went on, and in which the machine did not stand still. */
    private record Calm(long from, long to) {}

    private final List<Calm> calms = new ArrayList<>();

    /** @param bed in the order in which it was written */
    public CalmVolleys(List<BedEntry> bed) {
        Map<Integer, String> open = new HashMap<>();
        Set<String> others = new HashSet<>();
        long from = -1;
        long last = 0;
        for (BedEntry entry : bed) {
            last = entry.at();
            if (entry instanceof BedEntry.Agreed && others.isEmpty() && from < 0) {
                from = entry.at();
            } else if (entry instanceof BedEntry.Over over) {
                open.remove(over.fault());
                others = othersOf(open);
            } else if (entry instanceof BedEntry.Began began) {
                open.put(began.fault(), began.kind());
                others = othersOf(open);
            } else if (entry instanceof BedEntry.Stall stall && stall.nanos() > STOOD_STILL && from >= 0) {
                calms.add(new Calm(from, stall.at() - stall.nanos()));
                from = stall.at();
            }
            if (from >= 0 && (!others.isEmpty() || entry instanceof BedEntry.End)) {
                calms.add(new Calm(from, entry.at()));
                from = -1;
            }
        }
        if (from >= 0) {
            calms.add(new Calm(from, last));
        }
    }

    private static Set<String> othersOf(Map<Integer, String> open) {
        Set<String> others = new HashSet<>(open.values());
        others.remove(HOSTILE);
        return others;
    }

    /** What was not so, a sentence each. */
    public List<String> unanswered(List<HostileEntry> entries) {
        return volleys(entries).stream()
                .filter(volley -> counts(volley, "peer-") && !counts(volley, "peer-200:"))
                .map(volley ->
                        "P8: a peer behind the address of somebody hostile had no answer, though nothing else went on: "
                                + volley + ".")
                .toList();
    }

    /** Links that went on though garbage had come on them, or of which nobody heard whether they begin, a sentence each volley. */
    public List<String> unended(List<HostileEntry> entries) {
        return volleys(entries).stream()
                .filter(volley -> volley.form().equals(GARBAGE))
                .filter(volley -> counts(volley, "silent:") || count(volley, "ended:") != count(volley, "101:"))
                .map(volley ->
                        "P8: a link did not end though garbage came on it, and nothing else went on: " + volley + ".")
                .toList();
    }

    private List<HostileEntry.Volley> volleys(List<HostileEntry> entries) {
        return entries.stream()
                .filter(HostileEntry.Volley.class::isInstance)
                .map(HostileEntry.Volley.class::cast)
                .filter(volley ->
                        calms.stream().anyMatch(calm -> calm.from() < volley.at() && volley.until() < calm.to()))
                .toList();
    }

    private static long count(HostileEntry.Volley volley, String word) {
        return volley.outcomes().stream()
                .filter(outcome -> outcome.startsWith(word))
                .mapToLong(outcome -> Long.parseLong(outcome.substring(word.length())))
                .sum();
    }

    private static boolean counts(HostileEntry.Volley volley, String word) {
        return volley.outcomes().stream().anyMatch(outcome -> outcome.startsWith(word));
    }
}
