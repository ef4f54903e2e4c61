package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NeighbourEntry;

/** The calms of a campaign in which the nodes of this project agreed. */
final class Calms {

    /** {@code from} is when they had agreed, {@code to} when something began again. */
    record Calm(long from, long to) {}

    private Calms() {}

    /** Each ends early where .NET nodes were set against each other. */
    static List<Calm> of(List<BedEntry> bed, List<NeighbourEntry> seen) {
        List<Calm> calms = new ArrayList<>();
        long from = -1;
        for (BedEntry entry : bed) {
            boolean ends = entry instanceof BedEntry.Began || entry instanceof BedEntry.End;
            if (ends && from >= 0) {
                calms.add(new Calm(from, Math.min(entry.at(), ring(from, seen))));
                from = -1;
            } else if (entry instanceof BedEntry.Agreed) {
                from = entry.at();
            }
        }
        return calms;
    }

    private static long ring(long after, List<NeighbourEntry> seen) {
        return seen.stream()
                .filter(NeighbourEntry.Ring.class::isInstance)
                .mapToLong(NeighbourEntry::at)
                .filter(at -> at > after)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
