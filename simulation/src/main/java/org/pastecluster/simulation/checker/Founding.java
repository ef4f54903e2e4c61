package org.pastecluster.simulation.checker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterView;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;
import org.pastecluster.testkit.network.Paths;

/**
 * The rule of founding: nobody founds a cluster while a node of its own list, which it could call all the time, has been a
 * member of another for longer than a round of asking takes; and nobody does so within a lease of its start while one of them
 * leads and is only frozen. One that was started after it may have refused before.
 */
public final class Founding implements Watcher {

    private final SimulatedCluster cluster;

    public Founding(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            if (output instanceof Output.Acquired
                    && process.lastFollowed() == null
                    && !isMemberAlready(process)
                    && !process.isFalse()
                    && process.number() == process.firstNumber()) {
                check(process);
                checkSilent(process);
            }
        }
    }

    /** Whether it has followed a .NET node until now, for the nodes of this project that it spoke for. */
    private boolean isMemberAlready(SimulatedProcess process) {
        return process.memberSince() < cluster.now();
    }

    private void check(SimulatedProcess founder) {
        ClusterSettings settings = cluster.plan(founder.machine()).settings();
        long round =
                settings.callTimeout().toNanos() + settings.foundingMargin().toNanos();
        long since = cluster.now() - 2 * round - settings.searchInterval().toNanos();
        if (founder.startedAt() > cluster.now() - round) {
            since = founder.startedAt();
        }
        Paths paths = cluster.network().paths();
        for (int machine = 0; machine < cluster.size(); machine++) {
            @Nullable SimulatedProcess other = cluster.at(machine);
            if (other == null
                    || other == founder
                    || !other.isUp()
                    || !cluster.lists(founder.machine(), machine)
                    || other.process().steadySince() > since
                    || (founder.process().steadySince() > since && founder.startedAt() < since)
                    || paths.openSince(founder.machine(), machine) > since) {
                continue;
            }
            ClusterView view = other.view();
            if (view != null && view.leader() != null && other.memberSince() <= since) {
                throw new BrokenPromise(
                        "Founding",
                        founder + " founds a cluster, though " + other
                                + " of its list has been a member of another since "
                                + Times.seconds(other.memberSince()) + " and could be called since "
                                + Times.seconds(paths.openSince(founder.machine(), machine)));
            }
        }
    }

    /** Who was started after the founder's claim had gone out could not hear of it, nor be heard. */
    private void checkSilent(SimulatedProcess founder) {
        long lease = cluster.plan(founder.machine()).settings().lease().toNanos();
        if (cluster.now() - founder.startedAt() >= lease) {
            return;
        }
        Paths paths = cluster.network().paths();
        for (int machine = 0; machine < cluster.size(); machine++) {
            @Nullable SimulatedProcess other = cluster.at(machine);
            if (other != null
                    && other != founder
                    && cluster.lists(founder.machine(), machine)
                    && other.startedAt() <= founder.startedAt()
                    && other.believes()
                    && other.startedAt() <= founder.claimedSince()
                    && paths.openSince(founder.machine(), machine) <= founder.startedAt()) {
                throw new BrokenPromise(
                        "Founding",
                        founder + " founds a cluster " + Times.seconds(cluster.now() - founder.startedAt())
                                + " after its start, though " + other
                                + " of its list has not refused and may believe to lead");
            }
        }
    }
}
