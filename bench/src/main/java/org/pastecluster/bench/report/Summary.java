package org.pastecluster.bench.report;

import java.util.Arrays;
import java.util.List;

/**
 * What several runs come to.
 *
 * @param runs how many there were; at least one
 */
public record Summary(double median, double min, double max, int runs) {

    /** Of at least one value. */
    public static Summary of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("There is no median of nothing.");
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
