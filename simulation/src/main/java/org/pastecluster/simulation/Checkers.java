package org.pastecluster.simulation;

import org.pastecluster.simulation.checker.Bounds;
import org.pastecluster.simulation.checker.Founding;
import org.pastecluster.simulation.checker.GrowingNumbers;
import org.pastecluster.simulation.checker.Hearing;
import org.pastecluster.simulation.checker.IdleTraffic;
import org.pastecluster.simulation.checker.NoEarlyHeir;
import org.pastecluster.simulation.checker.NoZombie;
import org.pastecluster.simulation.checker.OneLeaderANumber;
import org.pastecluster.simulation.checker.PairedNews;
import org.pastecluster.simulation.checker.Stability;
import org.pastecluster.simulation.checker.Strangers;
import org.pastecluster.simulation.cluster.Sides;
import org.pastecluster.simulation.cluster.SimulatedCluster;

/** Which checkers watch a history, in their order. */
final class Checkers {

    private Checkers() {}

    static void attach(SimulatedCluster cluster, Sides sides, NoEarlyHeir heirs, Stability stability) {
        cluster.watch(new Hearing(cluster));
        cluster.watch(new OneLeaderANumber(cluster, sides));
        cluster.watch(new GrowingNumbers());
        cluster.watch(new NoZombie(cluster));
        cluster.watch(new Founding(cluster));
        cluster.watch(heirs);
        cluster.network().watch(heirs);
        cluster.watch(new PairedNews());
        cluster.watch(new Strangers());
        cluster.watch(new Bounds(cluster));
        cluster.watch(stability);
        cluster.watch(new IdleTraffic(cluster, stability));
    }
}
