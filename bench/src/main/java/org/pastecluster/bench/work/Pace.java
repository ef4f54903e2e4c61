package org.pastecluster.bench.work;

/**
 * How long things take.
 *
 * @param warmMillis how long a stream or a ping-pong runs before it is measured
 * @param measureMillis how long it is measured
 * @param settleMillis how long a cluster that has formed is left alone before something happens to it
 * @param quietMillis how long before its idle traffic is counted
 * @param idleMillis how long that is counted
 */
public record Pace(long warmMillis, long measureMillis, long settleMillis, long quietMillis, long idleMillis) {

    public static final Pace FULL = new Pace(4_000, 5_000, 3_000, 10_000, 30_000);
    public static final Pace QUICK = new Pace(1_500, 1_000, 1_000, 2_000, 4_000);
}
