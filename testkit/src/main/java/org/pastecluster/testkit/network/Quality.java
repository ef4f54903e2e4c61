package org.pastecluster.testkit.network;

/**
 * How packets travel from one machine to another.
 *
 * @param minDelay shortest delay, in nanoseconds
 * @param meanDelay mean delay, in nanoseconds; what is above the shortest is exponentially distributed, so that packets
 *     overtake each other
 * @param loss share of packets that are lost
 * @param duplicate share of requests that arrive twice
 * @param late share of the packets into a silent cut that are not lost but arrive up to {@link #LATEST} later
 */
public record Quality(long minDelay, long meanDelay, double loss, double duplicate, double late) {

    /** The longest delay of a packet that was caught in a cut, in nanoseconds. */
    public static final long LATEST = 13_000_000_000L;

    /** A quiet local network: about 0.3 ms, no loss. */
    public static final Quality LOCAL = new Quality(100_000, 300_000, 0, 0, 0);

    public Quality withLoss(double value) {
        return new Quality(minDelay, meanDelay, value, duplicate, late);
    }

    public Quality withDuplicate(double value) {
        return new Quality(minDelay, meanDelay, loss, value, late);
    }

    public Quality withLate(double value) {
        return new Quality(minDelay, meanDelay, loss, duplicate, value);
    }

    public Quality withDelay(long min, long mean) {
        return new Quality(min, mean, loss, duplicate, late);
    }
}
