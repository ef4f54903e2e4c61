package org.pastecluster.runtime;

import java.time.Duration;
import org.pastecluster.spi.TimeSource;

/**
 * Notices that the wall clock ran ahead of the monotonic one. While a machine is suspended its monotonic clock may stand
 * still: then a lease seems to have time left that has passed for everybody else.
 *
 * <p>A jump is what exceeds half of the lease warning, at least 100 ms. A suspension shorter than that still leaves a warned
 * leader half of the warning to stop in; smaller jumps are the ordinary work of a time service.
 *
 * <p>Descheduling between the reading of two clocks must not look like a jump: what is remembered is the largest possible
 * lead of the wall clock, what is compared with it the smallest.
 */
final class WallClockWatch {

    private static final Duration SMALLEST_TOLERANCE = Duration.ofMillis(100);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final TimeSource time;
    private final long toleranceNanos;
    private long lead;
    private long lastWallMillis;

    WallClockWatch(TimeSource time, Duration leaseWarning) {
        this.time = time;
        this.toleranceNanos = tolerance(leaseWarning).toNanos();
        this.lead = largestLead(time, time.nanos());
        this.lastWallMillis = time.wallMillis();
    }

    static Duration tolerance(Duration leaseWarning) {
        Duration half = leaseWarning.dividedBy(2);
        return half.compareTo(SMALLEST_TOLERANCE) < 0 ? SMALLEST_TOLERANCE : half;
    }

    /** How far the wall clock is ahead, at most, if the monotonic one was read as {@code nanos} before this call. */
    static long largestLead(TimeSource time, long nanos) {
        return time.wallMillis() * NANOS_PER_MILLI - nanos;
    }

    /** How far the wall clock is ahead, at least. */
    static long smallestLead(TimeSource time) {
        long wall = time.wallMillis() * NANOS_PER_MILLI;
        return wall - time.nanos();
    }

    /**
     * Compares with the call before, and remembers this one instead.
     *
     * @param now the monotonic clock, read before this call
     */
    boolean jumped(long now) {
        long wallMillis = time.wallMillis();
        long wall = wallMillis * NANOS_PER_MILLI;
        long smallest = wall - time.nanos();
        boolean jumped = smallest - lead > toleranceNanos;
        lead = wall - now;
        lastWallMillis = wallMillis;
        return jumped;
    }

    /** The wall clock as of the last {@link #jumped}, in epoch milliseconds. */
    long lastWallMillis() {
        return lastWallMillis;
    }
}
