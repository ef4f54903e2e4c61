package org.pastecluster.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one node's heap held after collections, while no message was on its way. Flat means: the median of the last third of the samples is at most
 * {@value #MARGIN_MIB} MiB above that of the first third. What a node remembers of others who died is bounded, and fills up within the first third.
 */
final class HeapSeries {

    static final int MARGIN_MIB = 8;

    /** With fewer, a third is no median of anything. */
    static final int LEAST_SAMPLES = 6;

    private static final double BYTES_PER_MIB = 1 << 20;

    private final List<Double> samples = new ArrayList<>();

    void add(long bytes) {
        samples.add(bytes / BYTES_PER_MIB);
    }

    boolean isJudged() {
        return samples.size() >= LEAST_SAMPLES;
    }

    boolean isFlat() {
        return !isJudged() || last() - first() <= MARGIN_MIB;
    }

    /** Median of the first third, in MiB; 0 without samples. */
    double first() {
        return median(samples.subList(0, third()));
    }

    /** Median of the last third. */
    double last() {
        return median(samples.subList(samples.size() - third(), samples.size()));
    }

    int count() {
        return samples.size();
    }

    /** The newest sample. */
    double newest() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1);
    }

    private int third() {
        return samples.isEmpty() ? 0 : Math.max(1, samples.size() / 3);
    }

    private static double median(List<Double> some) {
        return some.isEmpty() ? 0 : some.stream().sorted().toList().get(some.size() / 2);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f MiB at first, %.1f MiB at last", first(), last());
    }
}
