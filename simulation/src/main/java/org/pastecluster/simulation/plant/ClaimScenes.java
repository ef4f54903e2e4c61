package org.pastecluster.simulation.plant;

import java.util.SplittableRandom;
import org.pastecluster.Cluster;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.PlannedMove;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.testkit.network.Quality;

/** Short histories about what a claimant is told, and what it is not told. */
final class ClaimScenes {

    private ClaimScenes() {}

    /** Leaders hand over, and leave and start again, in a network in which nothing is wrong. */
    static Scene plannedMoves() {
        return Acts.scripted(3, (history, random) -> {
            for (int i = 0; i < 2; i++) {
                move(history, Acts.formed(history), false, random);
                int leader = Acts.formed(history);
                move(history, leader, true, random);
                Acts.formed(history);
                history.cluster().crash(leader);
                history.cluster().start(leader);
            }
            Acts.formed(history);
        });
    }

    /** A leader that hands over or leaves reaches all its members but one, who is told so by the heir's claim. */
    static Scene resignationUnheardByOne() {
        return Acts.scripted(4, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            int leader = Acts.formed(history);
            cluster.pass(random.nextLong(2 * Acts.SECOND));
            int unheard = Acts.another(4, leader, cluster.heirOf(leader), random);
            cluster.cut(leader, unheard);
            move(history, leader, random.nextBoolean(), random);
            cluster.join(leader, unheard);
            Acts.formed(history);
        });
    }

    private static void move(History history, int leader, boolean leaving, SplittableRandom random) {
        history.cluster().pass(random.nextLong(3 * Acts.SECOND));
        new PlannedMove(history, Quality.LOCAL.meanDelay(), random).make(leader, leaving, -1);
    }

    /** The leader stands still, and the member that acknowledged it last dies. */
    static Scene lastWitnessGone() {
        return Acts.scripted(4, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            for (int i = 0; i < 4; i++) {
                int leader = Acts.formed(history);
                int witness = Acts.follower(history, leader, random);
                Acts.shiftHeartbeats(history, leader, witness, random);
                Acts.awaitLaterHeard(cluster, leader, Acts.another(4, leader, witness, random), witness);
                cluster.pause(leader);
                cluster.crash(witness);
                cluster.pass(6 * Acts.SECOND);
                cluster.resume(leader);
                cluster.start(witness);
            }
            Acts.formed(history);
        });
    }

    /** The leader stands still, and to the member that heard it last its name leads to the other one. */
    static Scene leadersNameStale() {
        return Acts.scripted(3, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            for (int i = 0; i < 4; i++) {
                int leader = Acts.formed(history);
                int deceived = Acts.follower(history, leader, random);
                int answering = 3 - leader - deceived;
                Acts.shiftHeartbeats(history, leader, random);
                Acts.awaitLaterHeard(cluster, leader, answering, deceived);
                cluster.network().misdirect(deceived, leader, answering);
                Acts.pause(history, leader, 6 * Acts.SECOND);
                cluster.network().direct(deceived, leader);
            }
            Acts.formed(history);
        });
    }

    /** A member is slow and has so much to do for its application that it does not get to reading what others send. */
    static Scene followerBusy() {
        return Acts.scripted(3, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            int follower = Acts.follower(history, Acts.formed(history), random);
            SimulatedProcess busy = cluster.processes().get(follower);
            cluster.pass(random.nextLong(2 * Acts.SECOND));
            busy.process().slow(100 * Acts.MILLI + random.nextLong(150 * Acts.MILLI));
            for (int i = 0; i < 100; i++) {
                cluster.order(follower, "look around", Cluster::scan);
            }
            cluster.pass(12 * Acts.SECOND);
            busy.process().slow(0);
            Acts.formed(history);
        });
    }
}
