package org.pastecluster.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the protocol costs without threads and network: a second of an idle cluster, all of whose nodes are stepped by one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProtocolBenchmark {

    /** How many steps that took; divide the time by it. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counters {
        public long steps;
        public long seconds;
    }

    @Param({"3", "5", "50"})
    public int nodes;

    private SteppedCluster cluster = new SteppedCluster(1);

    @Setup
    public void form() {
        cluster = new SteppedCluster(nodes);
        cluster.passSeconds(30);
        if (!cluster.isFormed()) {
            throw new IllegalStateException("The stepped cluster has not formed.");
        }
    }

    @Benchmark
    public void idleSecond(Counters counters) {
        long before = cluster.steps();
        cluster.passSeconds(1);
        counters.steps += cluster.steps() - before;
        counters.seconds++;
    }
}
