package org.pastecluster.bench.jmh;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.pastecluster.bench.fleet.BenchFailure;

/** Runs the benchmarks of this package. */
public final class Jmh {

    private Jmh() {}

    /**
     * Runs those that match.
     *
     * @param pattern which; empty for all
     * @param quick whether one short fork is enough
     */
    public static void run(String pattern, boolean quick) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(pattern.isEmpty() ? Jmh.class.getPackageName() : pattern)
                .jvmArgs("-Xmx256m")
                .shouldFailOnError(true)
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 2 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.seconds(1));
        try {
            if (new Runner(options.build()).run().isEmpty()) {
                throw new BenchFailure("No benchmark matches '" + pattern + "'.");
            }
        } catch (RunnerException failed) {
            throw new BenchFailure(String.valueOf(failed.getMessage()));
        }
    }
}
