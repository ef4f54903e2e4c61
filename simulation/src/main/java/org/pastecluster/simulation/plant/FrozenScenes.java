package org.pastecluster.simulation.plant;

import java.util.SplittableRandom;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.Options;
import org.pastecluster.simulation.PlannedMove;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.fault.WaysBlocked;
import org.pastecluster.testkit.network.Blockage;
import org.pastecluster.testkit.network.Quality;

/** Short histories in which somebody, mostly a leader, stands still or is cut off, and comes back. */
final class FrozenScenes {

    private FrozenScenes() {}

    /** The leader stands still, for longer and shorter than its lease. */
    static Scene leaderPaused() {
        return Acts.scripted(3, (history, random) -> {
            for (int i = 0; i < 4; i++) {
                int leader = Acts.formed(history);
                Acts.shiftHeartbeats(history, leader, random);
                Acts.pause(history, leader, 1500 * Acts.MILLI + random.nextLong(7 * Acts.SECOND));
            }
            Acts.formed(history);
        });
    }

    /** The leader's machine is suspended, for longer than its lease. */
    static Scene leaderSuspended() {
        return Acts.scripted(3, (history, random) -> {
            for (int i = 0; i < 3; i++) {
                int leader = Acts.formed(history);
                Acts.shiftHeartbeats(history, leader, random);
                history.cluster().suspend(leader);
                history.cluster().pass(4 * Acts.SECOND + random.nextLong(6 * Acts.SECOND));
                history.cluster().wake(leader);
            }
            Acts.formed(history);
        });
    }

    /** The leader hands over to a member that stands still. */
    static Scene heirFrozen() {
        return Acts.scripted(4, (history, random) -> {
            int leader = Acts.formed(history);
            history.cluster().pass(3 * Acts.SECOND);
            int heir = history.cluster().heirOf(leader);
            new PlannedMove(history, Quality.LOCAL.meanDelay(), random).make(leader, false, heir);
            Acts.formed(history);
        });
    }

    /** The leader stands still, and a proxy answers one follower's calls in its place, so that this one need not wait for it. */
    static Scene leaderFrozenBehindProxy() {
        return frozenBehindProxy(3, (history, leader, other, random) -> {
            history.cluster().pass(6 * Acts.SECOND);
        });
    }

    /** The same, and another follower is started again at that moment. */
    static Scene leaderFrozenFollowerRestarted() {
        return frozenBehindProxy(4, (history, leader, other, random) -> {
            history.cluster().crash(other);
            history.cluster().pass(random.nextLong(50 * Acts.MILLI));
            history.cluster().start(other);
            history.cluster().pass(6 * Acts.SECOND);
        });
    }

    /** The same, and the leader comes back shortly before its lease is over and reaches the other follower only. */
    static Scene leaderComesBackToOne() {
        return frozenBehindProxy(3, (history, leader, other, random) -> {
            SimulatedCluster cluster = history.cluster();
            int cutOff = 3 - leader - other;
            cluster.block(leader, cutOff, Blockage.SILENT);
            cluster.pass(2600 * Acts.MILLI + random.nextLong(380 * Acts.MILLI));
            cluster.resume(leader);
            cluster.pass(2 * Acts.SECOND);
            cluster.unblock(leader, cutOff, Blockage.SILENT);
            cluster.pause(leader);
            cluster.pass(4 * Acts.SECOND);
        });
    }

    /** What happens while a leader stands still. */
    @FunctionalInterface
    private interface Meanwhile {
        void happen(History history, int leader, int other, SplittableRandom random);
    }

    private static Scene frozenBehindProxy(int nodes, Meanwhile meanwhile) {
        return Acts.scripted(nodes, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            for (int i = 0; i < 4; i++) {
                int leader = Acts.formed(history);
                int follower = Acts.follower(history, leader, random);
                cluster.block(follower, leader, Blockage.FOREIGN);
                Acts.shiftHeartbeats(history, leader, random);
                int other = Acts.another(nodes, leader, follower, random);
                Acts.awaitLaterHeard(cluster, leader, follower, other);
                cluster.pause(leader);
                meanwhile.happen(history, leader, other, random);
                cluster.resume(leader);
                cluster.unblock(follower, leader, Blockage.FOREIGN);
            }
            Acts.formed(history);
        });
    }

    /** The leader is cut off, and what it still publishes arrives when another one leads. */
    static Scene oldLeaderHeardLate() {
        return Acts.scripted(3, Options.Lists.FULL, Quality.LOCAL.withLate(1), (history, random) -> {
            for (int i = 0; i < 4; i++) {
                int leader = Acts.formed(history);
                Acts.shiftHeartbeats(history, leader, random);
                WaysBlocked blocked = Acts.isolate(history.cluster(), leader);
                history.cluster().pass(Quality.LATEST + 5 * Acts.SECOND);
                blocked.end();
            }
            Acts.formed(history);
        });
    }

    /** A follower is cut off, leads alone, freezes, and comes back with the higher number into the healed network. */
    static Scene formerLeaderReturns() {
        return Acts.scripted(3, (history, random) -> {
            int leader = Acts.formed(history);
            int follower = Acts.follower(history, leader, random);
            Acts.leadAloneAndFreeze(history.cluster(), follower);
            history.cluster().resume(follower);
            Acts.formed(history);
        });
    }

    /** The same, and it dies at once, and the leader with it: the third has heard of its number in passing. */
    static Scene formerLeaderReturnsAndDies() {
        return Acts.scripted(3, (history, random) -> {
            int leader = Acts.formed(history);
            int follower = Acts.follower(history, leader, random);
            SimulatedCluster cluster = history.cluster();
            Acts.leadAloneAndFreeze(history.cluster(), follower);
            cluster.resume(follower);
            cluster.pass(random.nextLong(20 * Acts.MILLI));
            cluster.crash(leader);
            cluster.crash(follower);
            Acts.formed(history);
        });
    }

    /** A node that leads alone freezes, and another one that lists it starts. */
    static Scene frozenWhenAnotherStarts() {
        return Acts.scripted(2, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            cluster.crash(1);
            for (int i = 0; i < 3; i++) {
                Acts.formed(history);
                cluster.pass(random.nextLong(2 * Acts.SECOND));
                cluster.pause(0);
                cluster.start(1);
                cluster.pass(5 * Acts.SECOND);
                cluster.resume(0);
                Acts.formed(history);
                cluster.crash(1);
                Acts.formed(history);
                if (history.leader() != 0) {
                    return;
                }
            }
        });
    }
}
