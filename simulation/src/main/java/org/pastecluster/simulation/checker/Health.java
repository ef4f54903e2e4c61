package org.pastecluster.simulation.checker;

import java.util.Arrays;
import java.util.List;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterView;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P11: health tells how it is. It is up while a node knows a leader, down when the node has stopped or has known none for more
 * than two leases, and up before that if nothing is to be mended.
 */
public final class Health implements Watcher {

    private static final int STEPS_BETWEEN = 32;
    private static final long SLACK = 100_000_000L;

    private final SimulatedCluster cluster;
    private final Watched watched = new Watched();

    public Health(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** Since when each process knows no leader, on its own clock. */
    private static final class Watched {
        private long[] leaderlessSince = new long[16];
        private boolean changed;
        private int steps;
    }

    @Override
    public void started(SimulatedProcess process) {
        int serial = process.serial();
        if (serial >= watched.leaderlessSince.length) {
            watched.leaderlessSince = Arrays.copyOf(watched.leaderlessSince, serial * 2);
        }
        watched.leaderlessSince[serial] = process.clock().nanos();
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Output.ViewChanged changed) {
                watched.changed = true;
                if (changed.view().leader() != null) {
                    watched.leaderlessSince[process.serial()] = Long.MAX_VALUE;
                } else if (watched.leaderlessSince[process.serial()] == Long.MAX_VALUE) {
                    watched.leaderlessSince[process.serial()] = process.clock().nanos();
                }
            }
        }
    }

    @Override
    public void settled(SimulatedProcess process) {
        if (watched.changed || ++watched.steps >= STEPS_BETWEEN) {
            watched.changed = false;
            watched.steps = 0;
            check(process);
        }
    }

    private void check(SimulatedProcess process) {
        ClusterHealth health = process.cluster().health();
        long lease = cluster.plan(process.machine()).settings().lease().toNanos();
        ClusterView view = process.view();
        if (process.isStopped()) {
            expect(!health.isUp(), process, health, "it has stopped");
        } else if (view != null && view.leader() != null) {
            expect(health.isUp(), process, health, "it knows a leader");
        } else {
            long leaderless = process.clock().nanos() - watched.leaderlessSince[process.serial()];
            expect(
                    leaderless < 2 * lease + SLACK || !health.isUp(),
                    process,
                    health,
                    "it has known no leader for two leases");
            boolean mending = health.reasons().size() > 1;
            expect(
                    leaderless > 2 * lease - SLACK || mending || health.isUp(),
                    process,
                    health,
                    "it has known no leader for a short time");
        }
    }

    private static void expect(boolean right, SimulatedProcess process, ClusterHealth health, String because) {
        if (!right) {
            throw new BrokenPromise(
                    "P11", process + " says " + health.status() + " " + health.reasons() + " though " + because);
        }
    }
}
