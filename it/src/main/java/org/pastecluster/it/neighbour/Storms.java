package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.pastecluster.it.record.NeighbourEntry;

/** When .NET nodes asked each other without end: seconds in which they made more requests among them than any calm cluster's checks. */
final class Storms {

    /** Requests a second, to all of them together; three that are calm make some ten. */
    static final int LEAST = 30;

    private static final long SECOND = 1_000_000_000L;

    /** {@code most} is what there was in its worst second. */
    record Storm(long from, long to, int most) {
        long length() {
            return to - from;
        }
    }

    private final List<Storm> all = new ArrayList<>();

    Storms(List<NeighbourEntry> seen) {
        TreeMap<Long, Integer> seconds = new TreeMap<>();
        for (NeighbourEntry entry : seen) {
            if (entry instanceof NeighbourEntry.Asked asked) {
                seconds.merge(asked.at(), asked.requests(), Integer::sum);
            }
        }
        seconds.forEach(this::second);
    }

    private void second(long end, int requests) {
        if (requests < LEAST) {
            return;
        }
        Storm last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (last != null && last.to() == end - SECOND) {
            all.set(all.size() - 1, new Storm(last.from(), end, Math.max(last.most(), requests)));
        } else {
            all.add(new Storm(end - SECOND, end, requests));
        }
    }

    List<Storm> all() {
        return all;
    }

    boolean overlap(long from, long to) {
        return all.stream().anyMatch(storm -> storm.from() < to && storm.to() > from);
    }

    /** In nanoseconds; 0 if there was none. */
    long longest() {
        return all.stream().mapToLong(Storm::length).max().orElse(0);
    }

    int most() {
        return all.stream().mapToInt(Storm::most).max().orElse(0);
    }
}
