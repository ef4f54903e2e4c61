package org.pastecluster.it.judge;

import java.util.List;

/** Many times, in nanoseconds, by their number and three of them; zeros if there are none. */
public record Durations(int count, long p50, long p99, long max) {

    static Durations of(List<Long> all) {
        List<Long> sorted = all.stream().sorted().toList();
        return sorted.isEmpty()
                ? new Durations(0, 0, 0, 0)
                : new Durations(sorted.size(), at(sorted, 0.50), at(sorted, 0.99), sorted.get(sorted.size() - 1));
    }

    /** The smallest that so many are not above. */
    private static long at(List<Long> sorted, double part) {
        return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
    }
}
