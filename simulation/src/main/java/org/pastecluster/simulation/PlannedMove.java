package org.pastecluster.simulation;

import java.util.SplittableRandom;
import org.pastecluster.Cluster;
import org.pastecluster.simulation.checker.BrokenPromise;
import org.pastecluster.simulation.cluster.SimulatedCluster;

/**
 * P9: a leader that leaves or hands over is replaced without waiting for any time-out; if the heir that it chooses stands still,
 * a second later at the most.
 */
public final class PlannedMove {

    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK = 1_000_000L;
    private static final long MARGIN = 100_000_000L;

    /** Of the slow ones, of which each message may be one. */
    private static final int ROUND_TRIPS = 8;

    private static final int SLOW_ONE = 6;

    /** Heard so lately, a member that stands still is still chosen. */
    private static final long UNNOTICED = 500_000_000L;

    private final History history;
    private final SimulatedCluster cluster;
    private final long meanDelay;
    private final SplittableRandom random;

    public PlannedMove(History history, long meanDelay, SplittableRandom random) {
        this.history = history;
        this.cluster = history.cluster();
        this.meanDelay = meanDelay;
        this.random = random;
    }

    /**
     * Makes it, and waits until somebody else leads.
     *
     * @param frozen the machine that stands still meanwhile; -1 for none
     */
    public void make(int leader, boolean leaving, int frozen) {
        if (frozen >= 0) {
            cluster.pause(frozen);
            cluster.pass(random.nextLong(UNNOTICED));
        }
        if (leaving) {
            cluster.order(leader, "leave", Cluster::leave);
        } else {
            cluster.order(leader, "hand over", Cluster::handOver);
        }
        long bound = ROUND_TRIPS * 2 * SLOW_ONE * meanDelay + MARGIN + (frozen >= 0 ? SECOND : 0);
        long start = cluster.now();
        while (history.leader() < 0 || history.leader() == leader) {
            if (cluster.now() - start > bound) {
                throw new BrokenPromise(
                        "P9",
                        "nobody replaced the leader within " + bound / 1_000_000 + " ms"
                                + (frozen >= 0 ? ", n" + (frozen + 1) + " standing still" : ""));
            }
            cluster.pass(LOOK);
        }
        if (frozen >= 0) {
            cluster.resume(frozen);
        }
    }
}
