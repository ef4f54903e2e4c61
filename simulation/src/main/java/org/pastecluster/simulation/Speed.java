package org.pastecluster.simulation;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pastecluster.simulation.fault.FaultKind;
import org.pastecluster.simulation.traffic.MessagePlan;
import org.pastecluster.testkit.network.Quality;

/**
 * How fast the simulator is: clusters of five nodes, a fault of any kind every ten seconds on average, all checkers on. Counts the
 * time that the processor worked, so that what else the machine does matters little.
 */
final class Speed {

    private static final long SECOND = 1_000_000_000L;
    private static final double NANOS_PER_HOUR = 3_600e9;
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final long WARM_UP = 8 * SECOND;
    private static final long MEASURED = 20 * SECOND;
    private static final int NODES = 5;

    private Speed() {}

    static int measure(long firstSeed, PrintStream out) {
        long seed = run(firstSeed, WARM_UP, null);
        run(seed, MEASURED, out);
        return 0;
    }

    /** Runs histories for some time; returns the seed that would be next. */
    private static long run(long firstSeed, long nanos, @Nullable PrintStream out) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long spent = 0;
        long seed = firstSeed;
        double hours = 0;
        long faults = 0;
        double faultySeconds = 0;
        while (spent < nanos) {
            Options options = options(seed++);
            HistoryResult result = new History(options).run();
            hours += result.nanos() / NANOS_PER_HOUR;
            for (long count : result.faults().values()) {
                faults += count;
            }
            faultySeconds += (double) options.faultyNanos() / SECOND;
            spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
        if (out != null) {
            out.printf(
                    Locale.ROOT,
                    "speed: %.0f cluster-hours of %d nodes a minute on one core, a fault every %.1f s of the faulty phase,"
                            + " all checkers on (%d histories)%n",
                    hours / spent * NANOS_PER_MINUTE,
                    NODES,
                    faultySeconds / faults,
                    seed - firstSeed);
        }
        return seed;
    }

    private static Options options(long seed) {
        return new Options(
                seed,
                NODES,
                Options.Lists.FULL,
                1,
                SECOND / 2,
                new Quality(100_000, 1_000_000, 0, 0, 0),
                EnumSet.allOf(FaultKind.class),
                9 * SECOND,
                900 * SECOND,
                MessagePlan.NONE);
    }
}
