package org.pastecluster.runtime;

import java.time.Duration;
import org.pastecluster.spi.TimeSource;

/** Clocks that a test moves. Thread-safe. */
final class MovedTime implements TimeSource {

    private volatile long nanos = 5_000_000_000L;
    private volatile long wallMillis = 1_700_000_000_000L;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long wallMillis() {
        return wallMillis;
    }

    synchronized void advance(Duration step) {
        nanos += step.toNanos();
        wallMillis += step.toMillis();
    }

    /** As a suspended machine: the monotonic clock stands still. */
    synchronized void jumpWallClock(Duration step) {
        wallMillis += step.toMillis();
    }
}
