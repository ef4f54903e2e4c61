package org.pastecluster.simulation.checker;

import org.pastecluster.ClusterSettings;
import org.pastecluster.Leadership;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P3: an application is told that it leads only while the lease runs, right after a pause too; and while it runs it is told so,
 * but for some time after its clocks jumped against each other. After its machine was suspended it is told so again only when
 * something that was sent since then was acknowledged.
 */
public final class Beliefs implements Watcher {

    /** A wall clock shows whole milliseconds. */
    private static final long CLOCK_STEP = 2_000_000L;

    private final SimulatedCluster cluster;

    public Beliefs(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void resuming(SimulatedProcess process) {
        check(process);
    }

    @Override
    public void settled(SimulatedProcess process) {
        check(process);
    }

    private void check(SimulatedProcess process) {
        boolean told = process.cluster().isLeader();
        boolean holds = process.holdsLease();
        if (told && !holds) {
            throw new BrokenPromise(
                    "P3",
                    process + " is told that it leads "
                            + (process.isLeading()
                                    ? Times.seconds(process.clock().nanos() - process.leaseEnd())
                                            + " after its lease ran out"
                                    : "though it lost leadership"));
        }
        if (holds && !told && !isJumpFresh(process)) {
            throw new BrokenPromise(
                    "P3",
                    process + " is not told that it leads, though its lease runs for another "
                            + Times.seconds(process.leaseEnd() - process.clock().nanos()));
        }
        if (told && isUnconfirmed(process)) {
            throw new BrokenPromise(
                    "P3",
                    process
                            + " is told that it leads on the strength of news from before its machine was suspended for "
                            + Times.seconds(process.lastSuspension()));
        }
        if (told) {
            checkToken(process);
        }
    }

    /** Only a suspension that is longer than half of the warning can be told from the ordinary work of a time service. */
    private boolean isUnconfirmed(SimulatedProcess process) {
        ClusterSettings settings = cluster.plan(process.machine()).settings();
        long tolerance = settings.leaseWarning().toNanos() / 2 + CLOCK_STEP;
        return process.lastSuspension() > tolerance
                && !process.isConfirmedSinceSuspension(settings.lease().toNanos());
    }

    private boolean isJumpFresh(SimulatedProcess process) {
        long lease = cluster.plan(process.machine()).settings().lease().toNanos();
        return cluster.now() - process.clock().jumpedAt() < 2 * lease;
    }

    private static void checkToken(SimulatedProcess process) {
        Leadership leadership = process.cluster().leadership().orElse(null);
        if (leadership == null
                || leadership.token() != process.token()
                || leadership.number() != process.number()
                || leadership.remaining().isZero()) {
            throw new BrokenPromise(
                    "P3",
                    process + " leads with " + Times.number(process.number()) + ", but its scope says "
                            + (leadership == null ? "nothing" : Times.number(leadership.number())));
        }
    }
}
