package org.pastecluster.simulation.plant;

import org.pastecluster.Cluster;
import org.pastecluster.simulation.Options;
import org.pastecluster.simulation.checker.Stability.Allowed;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.fault.Cuts;
import org.pastecluster.simulation.fault.WaysBlocked;
import org.pastecluster.testkit.network.Blockage;
import org.pastecluster.testkit.network.Quality;

/** Short histories in which nodes come and go, and networks heal. */
final class Scenes {

    private static final Quality JUMBLED =
            Quality.LOCAL.withDelay(Acts.MILLI, 60 * Acts.MILLI).withDuplicate(0.5);

    private Scenes() {}

    /** Nothing happens. */
    static Scene quiet() {
        return Acts.scripted(3, (history, random) -> {
            Acts.formed(history);
            history.cluster().pass(5 * Acts.SECOND);
            history.allow(Allowed.NOTHING);
            history.cluster().pass(10 * Acts.SECOND);
        });
    }

    /** A follower dies and is not started again. */
    static Scene followerGone() {
        return Acts.scripted(3, (history, random) -> {
            int leader = Acts.formed(history);
            history.cluster().crash(Acts.follower(history, leader, random));
            Acts.formed(history);
        });
    }

    /** The leader's connections are reset and its address refuses new ones, while it lives and calls others. */
    static Scene leaderRefuses() {
        return Acts.scripted(3, (history, random) -> {
            for (int i = 0; i < 3; i++) {
                int leader = Acts.formed(history);
                history.cluster().pass(random.nextLong(3 * Acts.SECOND));
                history.cluster().network().refuse(leader, true);
                history.cluster().pass(Acts.SECOND + random.nextLong(8 * Acts.SECOND));
                history.cluster().network().refuse(leader, false);
            }
            Acts.formed(history);
        });
    }

    /** A follower loses its power: whoever calls it hears nothing. */
    static Scene followerSilent() {
        return Acts.scripted(3, (history, random) -> {
            int leader = Acts.formed(history);
            int follower = Acts.follower(history, leader, random);
            history.cluster().unplug(follower);
            history.cluster().pass(12 * Acts.SECOND);
            Acts.formed(history);
        });
    }

    /** The leader dies and is started again, several times. */
    static Scene leaderCrashes() {
        return Acts.scripted(4, (history, random) -> {
            for (int i = 0; i < 3; i++) {
                int leader = Acts.formed(history);
                history.cluster().pass(3 * Acts.SECOND);
                history.cluster().crash(leader);
                Acts.formed(history);
                history.cluster().start(leader);
            }
            Acts.formed(history);
        });
    }

    /** Nodes die and are started again within milliseconds, on a network that is slow and doubles requests. */
    static Scene quickRestarts() {
        return Acts.scripted(3, Options.Lists.FULL, JUMBLED, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            Acts.formed(history);
            for (int i = 0; i < 12; i++) {
                int any = random.nextInt(cluster.size());
                cluster.crash(any);
                cluster.pass(random.nextLong(60 * Acts.MILLI));
                cluster.start(any);
                cluster.pass(random.nextLong(3 * Acts.SECOND));
            }
            Acts.formed(history);
        });
    }

    /** Everything dies and is started again, with nothing remembered. */
    static Scene allRestart() {
        return Acts.scripted(3, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            Acts.formed(history);
            for (int machine = 0; machine < cluster.size(); machine++) {
                cluster.crash(machine);
            }
            cluster.pass(600 * Acts.SECOND);
            for (int machine = 0; machine < cluster.size(); machine++) {
                cluster.start(machine);
            }
            Acts.formed(history);
        });
    }

    /** Leadership is handed over, and back. */
    static Scene handOvers() {
        return Acts.scripted(3, (history, random) -> {
            for (int i = 0; i < 4; i++) {
                history.cluster().order(Acts.formed(history), "hand over", Cluster::handOver);
                history.cluster().pass(Acts.SECOND);
            }
            Acts.formed(history);
        });
    }

    /** A network falls apart and comes together again. */
    static Scene splitAndMeet() {
        return Acts.scripted(4, (history, random) -> {
            Acts.formed(history);
            for (int i = 0; i < 3; i++) {
                WaysBlocked blocked = new WaysBlocked(history.cluster());
                new Cuts(history.cluster(), random, blocked).split(2);
                Acts.formed(history);
                history.cluster().pass(random.nextLong(10 * Acts.SECOND));
                history.converge(Acts.SECOND, "a split that lasts");
                history.allow(Allowed.MEETING);
                blocked.end();
                Acts.formed(history);
                history.allow(Allowed.ANYTHING);
            }
        });
    }

    /** Two nodes that list each other's friend only lose it, and each other for a while. */
    static Scene friendDies() {
        return Acts.scripted(3, Options.Lists.CHAIN, Quality.LOCAL, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            Acts.formed(history);
            cluster.crash(1);
            Acts.formed(history);
            cluster.cut(0, 2);
            Acts.formed(history);
            cluster.join(0, 2);
            Acts.formed(history);
        });
    }

    /** All connections of the leader are reset, and nothing else is wrong. */
    static Scene linksReset() {
        return Acts.scripted(3, (history, random) -> {
            int leader = Acts.formed(history);
            history.cluster().pass(random.nextLong(3 * Acts.SECOND));
            history.allow(Allowed.NOTHING);
            history.cluster().network().resetLinks(leader);
            history.cluster().pass(8 * Acts.SECOND);
        });
    }

    /** The node with the smallest host starts last. */
    static Scene smallestStartsLate() {
        return Acts.scripted(3, (history, random) -> {
            history.cluster().crash(0);
            Acts.formed(history);
            history.allow(Allowed.MEMBERS);
            history.cluster().start(0);
            Acts.formed(history);
        });
    }

    /** A follower is started again. */
    static Scene followerRestarts() {
        return Acts.scripted(3, (history, random) -> {
            int follower = Acts.follower(history, Acts.formed(history), random);
            history.cluster().crash(follower);
            Acts.formed(history);
            history.cluster().start(follower);
            Acts.formed(history);
        });
    }

    /** A second process claims the host of one that lives. */
    static Scene hostClaimed() {
        return Acts.scripted(3, (history, random) -> {
            Acts.formed(history);
            SimulatedProcess claimant = history.cluster().startFalse(random.nextInt(3));
            history.cluster().pass(2 * Acts.SECOND);
            history.falseHosts().expectSettled(claimant);
            Acts.formed(history);
        });
    }

    /** A proxy answers in place of a node for a while. */
    static Scene proxy() {
        return Acts.scripted(3, (history, random) -> {
            int leader = Acts.formed(history);
            SimulatedCluster cluster = history.cluster();
            int follower = Acts.follower(history, leader, random);
            cluster.block(leader, follower, Blockage.FOREIGN);
            cluster.pass(6 * Acts.SECOND);
            cluster.unblock(leader, follower, Blockage.FOREIGN);
            Acts.formed(history);
        });
    }
}
