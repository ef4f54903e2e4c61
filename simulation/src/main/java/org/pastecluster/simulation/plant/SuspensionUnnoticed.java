package org.pastecluster.simulation.plant;

import org.pastecluster.runtime.Protocol;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.spi.TimeSource;

/**
 * Reads the wall clock once and adds to it what the monotonic clock shows since: it never learns that its machine was suspended.
 * Breaks P3: it holds itself for the leader on the strength of a lease that has run out for everybody else.
 */
final class SuspensionUnnoticed implements Spoiler {

    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public Protocol protocol(SimulatedProcess process, Protocol protocol) {
        return protocol;
    }

    @Override
    public TimeSource time(SimulatedProcess process, TimeSource time) {
        long wallAtStart = time.wallMillis();
        long nanosAtStart = time.nanos();
        return new TimeSource() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public long wallMillis() {
                return wallAtStart + (time.nanos() - nanosAtStart) / NANOS_PER_MILLI;
            }
        };
    }
}
