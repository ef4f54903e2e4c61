package org.pastecluster.simulation.plant;

import java.util.Set;
import java.util.SplittableRandom;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.Options;
import org.pastecluster.simulation.Script;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.fault.WaysBlocked;
import org.pastecluster.simulation.traffic.MessagePlan;
import org.pastecluster.testkit.network.Quality;

/** What scenes are made of. */
final class Acts {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    private static final long BUDGET = 45 * SECOND;

    private Acts() {}

    static Scene scripted(int nodes, Options.Lists lists, Quality quality, Script script) {
        return (seed, spoiler, audience) -> {
            Options options = new Options(seed, nodes, lists, 1, 0, quality, Set.of(), SECOND, 0, MessagePlan.NONE);
            History history = new History(options, spoiler);
            audience.accept(history);
            return history.play(script);
        };
    }

    static Scene scripted(int nodes, Script script) {
        return scripted(nodes, Options.Lists.FULL, Quality.LOCAL, script);
    }

    /** Lets the cluster agree; returns its leader. */
    static int formed(History history) {
        history.converge(BUDGET, "the last act");
        return history.leader();
    }

    static int follower(History history, int leader, SplittableRandom random) {
        int size = history.cluster().size();
        return (leader + 1 + random.nextInt(size - 1)) % size;
    }

    static int another(int nodes, int leader, int follower, SplittableRandom random) {
        int other = random.nextInt(nodes);
        while (other == leader || other == follower) {
            other = (other + 1) % nodes;
        }
        return other;
    }

    static void pause(History history, int machine, long length) {
        history.cluster().pause(machine);
        history.cluster().pass(length);
        history.cluster().resume(machine);
    }

    /** Cuts a machine off until the ways that are returned are freed. */
    static WaysBlocked isolate(SimulatedCluster cluster, int machine) {
        WaysBlocked blocked = new WaysBlocked(cluster);
        for (int other = 0; other < cluster.size(); other++) {
            if (other != machine) {
                blocked.cut(machine, other);
            }
        }
        return blocked;
    }

    /** Lets a follower lead alone, freezes it, and heals the network. */
    static void leadAloneAndFreeze(SimulatedCluster cluster, int follower) {
        WaysBlocked blocked = isolate(cluster, follower);
        cluster.pass(8 * SECOND);
        cluster.pause(follower);
        blocked.end();
        cluster.pass(6 * SECOND);
    }

    /** Lets time pass until one follower has heard the leader some time after another one did. */
    static void awaitLaterHeard(SimulatedCluster cluster, int leader, int earlier, int later) {
        for (int i = 0;
                i < 400 && heard(cluster, later, leader) - heard(cluster, earlier, leader) < SECOND * 2 / 5;
                i++) {
            cluster.pass(10 * MILLI);
        }
    }

    private static long heard(SimulatedCluster cluster, int machine, int leader) {
        SimulatedProcess process = cluster.at(machine);
        SimulatedProcess heard = cluster.at(leader);
        return process == null || heard == null ? 0 : process.stampHeard(heard.serial());
    }

    /** A short cut lets the leader call its followers at different times. */
    static void shiftHeartbeats(History history, int leader, SplittableRandom random) {
        shiftHeartbeats(history, leader, follower(history, leader, random), random);
    }

    /** A short cut lets the leader call this follower at another time than the others. */
    static void shiftHeartbeats(History history, int leader, int follower, SplittableRandom random) {
        SimulatedCluster cluster = history.cluster();
        cluster.pass(random.nextLong(SECOND));
        cluster.cut(leader, follower);
        cluster.pass(random.nextLong(1500 * MILLI));
        cluster.join(leader, follower);
        cluster.pass(4 * SECOND + random.nextLong(SECOND));
    }
}
