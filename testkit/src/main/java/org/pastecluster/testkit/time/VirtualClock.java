package org.pastecluster.testkit.time;

import org.pastecluster.spi.TimeSource;

/**
 * One machine's reading of true time: a monotonic clock with its own origin and a slight drift, and a wall clock that is
 * wrong by an amount and may jump. Not thread-safe.
 */
public final class VirtualClock implements TimeSource {

    private static final long MILLION = 1_000_000;

    private final EventQueue time;
    private final long origin;
    private final long driftPpm;
    private final long wallStart;
    private long stoodStill;
    private long wallSkewMillis;
    private long jumpedAt = Long.MIN_VALUE / 2;

    /**
     * @param time true time
     * @param origin what the monotonic clock shows at true time 0
     * @param driftPpm how much too fast the monotonic clock runs, in millionths; negative for too slow
     * @param wallStart epoch milliseconds at true time 0, of a wall clock that is right
     * @param wallSkewMillis how far this wall clock is ahead of the right one
     */
    public VirtualClock(EventQueue time, long origin, long driftPpm, long wallStart, long wallSkewMillis) {
        this.time = time;
        this.origin = origin;
        this.driftPpm = driftPpm;
        this.wallStart = wallStart;
        this.wallSkewMillis = wallSkewMillis;
    }

    @Override
    public long nanos() {
        return nanosAt(time.now());
    }

    /** What the monotonic clock shows at a moment of true time, if it goes on as it does now. */
    public long nanosAt(long trueTime) {
        long elapsed = trueTime - stoodStill;
        return origin + elapsed + elapsed * driftPpm / MILLION;
    }

    /** The first moment of true time at which the monotonic clock shows {@code nanos} or more; {@code Long.MAX_VALUE} for never. */
    public long trueTimeOf(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long elapsed = nanos - origin;
        long trueTime = stoodStill + elapsed - elapsed * driftPpm / (MILLION + driftPpm);
        while (nanosAt(trueTime) < nanos) {
            trueTime++;
        }
        return trueTime;
    }

    @Override
    public long wallMillis() {
        return wallStart + time.now() / MILLION + wallSkewMillis;
    }

    /** Sets the wall clock ahead, or back with a negative amount. */
    public void jumpWall(long millis) {
        wallSkewMillis += millis;
        jumpedAt = time.now();
    }

    /** The monotonic clock stood still for the last {@code nanos}, as that of a suspended machine does; the wall clock went on. */
    public void stoodStill(long nanos) {
        stoodStill += nanos;
        jumpedAt = time.now();
    }

    /** The moment of true time when the two clocks last moved against each other; long before the beginning if they never did. */
    public long jumpedAt() {
        return jumpedAt;
    }
}
