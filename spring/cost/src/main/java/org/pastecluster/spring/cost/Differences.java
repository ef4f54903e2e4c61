package org.pastecluster.spring.cost;

import java.util.List;

/**
 * The median of paired differences, and between which two of them the true one lies with at least 95 % certainty, whatever their
 * distribution: by the sign test's order statistics.
 */
record Differences(double low, double median, double high) {

    private static final double UNSURE = 0.025;

    /**
     * @throws IllegalArgumentException when there are fewer than six, of which no two are that certain
     */
    static Differences of(List<Double> differences) {
        List<Double> sorted = differences.stream().sorted().toList();
        int count = sorted.size();
        int outside = outside(count);
        if (outside == 0) {
            throw new IllegalArgumentException(count + " pairs are too few; measure six or more.");
        }
        double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
        return new Differences(sorted.get(outside - 1), median, sorted.get(count - outside));
    }

    /** How many may be counted from each end, so that the true median lies beyond with a chance of 2.5 % at most. */
    private static int outside(int count) {
        double chance = Math.pow(0.5, count);
        double beyond = 0;
        for (int below = 0; below < count; below++) {
            beyond += chance;
            if (beyond > UNSURE) {
                return below;
            }
            chance = chance * (count - below) / (below + 1);
        }
        return 0;
    }
}
