package org.pastecluster.simulation;

import org.pastecluster.simulation.checker.Answers;
import org.pastecluster.simulation.checker.Beliefs;
import org.pastecluster.simulation.checker.Bounds;
import org.pastecluster.simulation.checker.FalseHosts;
import org.pastecluster.simulation.checker.Founding;
import org.pastecluster.simulation.checker.GrowingNumbers;
import org.pastecluster.simulation.checker.Health;
import org.pastecluster.simulation.checker.Hearing;
import org.pastecluster.simulation.checker.IdleTraffic;
import org.pastecluster.simulation.checker.News;
import org.pastecluster.simulation.checker.NoEarlyHeir;
import org.pastecluster.simulation.checker.NoZombie;
import org.pastecluster.simulation.checker.OneLeaderANumber;
import org.pastecluster.simulation.checker.Overlap;
import org.pastecluster.simulation.checker.PairedNews;
import org.pastecluster.simulation.checker.Stability;
import org.pastecluster.simulation.checker.Strangers;
import org.pastecluster.simulation.cluster.Sides;
import org.pastecluster.simulation.cluster.SimulatedCluster;

/** The checkers that watch a history, in their order. */
final class Checkers {

    private final Overlap overlap;
    private final NoEarlyHeir heirs;
    private final Stability stability = new Stability();
    private final News news;
    private final Answers answers = new Answers();
    private final FalseHosts falseHosts;

    /** @param difficult whether every node has listeners that throw and that are slow */
    Checkers(SimulatedCluster cluster, Sides sides, boolean difficult) {
        this.overlap = new Overlap(cluster, sides);
        this.heirs = new NoEarlyHeir(cluster, sides);
        this.news = new News(cluster, difficult);
        this.falseHosts = new FalseHosts(cluster);
        cluster.watch(new Hearing(cluster));
        cluster.watch(new OneLeaderANumber(cluster, sides));
        cluster.watch(new GrowingNumbers());
        cluster.watch(new NoZombie(cluster));
        cluster.watch(new Beliefs(cluster));
        cluster.watch(new Founding(cluster));
        cluster.watch(heirs);
        cluster.network().watch(heirs);
        cluster.watch(new PairedNews());
        cluster.watch(news);
        cluster.watch(new Strangers());
        cluster.watch(falseHosts);
        cluster.watch(new Bounds(cluster));
        cluster.watch(answers);
        cluster.watch(new Health(cluster));
        cluster.watch(stability);
        cluster.watch(new IdleTraffic(cluster, stability));
        cluster.watch(overlap);
    }

    Overlap overlap() {
        return overlap;
    }

    NoEarlyHeir heirs() {
        return heirs;
    }

    Stability stability() {
        return stability;
    }

    Answers answers() {
        return answers;
    }

    FalseHosts falseHosts() {
        return falseHosts;
    }

    News news() {
        return news;
    }
}
