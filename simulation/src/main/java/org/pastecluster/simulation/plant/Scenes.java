package org.pastecluster.simulation.plant;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.pastecluster.Cluster;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.Options;
import org.pastecluster.simulation.Script;
import org.pastecluster.simulation.checker.Stability.Allowed;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.fault.Cuts;
import org.pastecluster.simulation.fault.FaultKind;
import org.pastecluster.simulation.fault.WaysBlocked;
import org.pastecluster.testkit.network.Blockage;
import org.pastecluster.testkit.network.Quality;

/** Short histories with a script, each made for what careless programmers forget. */
final class Scenes {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long BUDGET = 45 * SECOND;
    private static final Quality JUMBLED =
            Quality.LOCAL.withDelay(MILLI, 60 * MILLI).withDuplicate(0.5);

    private Scenes() {}

    private static Scene scripted(int nodes, Options.Lists lists, Quality quality, Script script) {
        return (seed, spoiler, audience) -> {
            Options options = new Options(seed, nodes, lists, 1, 0, quality, Set.of(), SECOND, 0);
            History history = new History(options, spoiler);
            audience.accept(history);
            return history.play(script);
        };
    }

    private static Scene scripted(int nodes, Script script) {
        return scripted(nodes, Options.Lists.FULL, Quality.LOCAL, script);
    }

    /** No faults but a scan; then planned moves, crashes and splits in a healed network, one at a time. */
    static Scene calmEvents() {
        return (seed, spoiler, audience) -> {
            Set<FaultKind> harmless = EnumSet.of(FaultKind.SCAN);
            Options options = new Options(
                    seed, 3, Options.Lists.FIRST_TWO, 1, 0, Quality.LOCAL, harmless, SECOND, SECOND);
            History history = new History(options, spoiler);
            audience.accept(history);
            return history.run();
        };
    }

    /** Nothing happens. */
    static Scene quiet() {
        return scripted(3, (history, random) -> {
            formed(history);
            history.cluster().pass(5 * SECOND);
            history.allow(Allowed.NOTHING);
            history.cluster().pass(10 * SECOND);
        });
    }

    /** The leader stands still, for longer and shorter than its lease. */
    static Scene leaderPaused() {
        return scripted(3, (history, random) -> {
            for (int i = 0; i < 4; i++) {
                int leader = formed(history);
                shiftHeartbeats(history, leader, random);
                pause(history, leader, 1500 * MILLI + random.nextLong(7 * SECOND));
            }
            formed(history);
        });
    }

    /** The leader stands still, and a proxy answers one follower's calls in its place, so that this one need not wait for it. */
    static Scene leaderFrozenBehindProxy() {
        return frozenBehindProxy(3, (history, leader, other, random) -> {
            history.cluster().pass(6 * SECOND);
        });
    }

    /** The same, and another follower is started again at that moment. */
    static Scene leaderFrozenFollowerRestarted() {
        return frozenBehindProxy(4, (history, leader, other, random) -> {
            history.cluster().crash(other);
            history.cluster().pass(random.nextLong(50 * MILLI));
            history.cluster().start(other);
            history.cluster().pass(6 * SECOND);
        });
    }

    /** The same, and the leader comes back shortly before its lease is over and reaches the other follower only. */
    static Scene leaderComesBackToOne() {
        return frozenBehindProxy(3, (history, leader, other, random) -> {
            SimulatedCluster cluster = history.cluster();
            int cutOff = 3 - leader - other;
            cluster.block(leader, cutOff, Blockage.SILENT);
            cluster.pass(2600 * MILLI + random.nextLong(380 * MILLI));
            cluster.resume(leader);
            cluster.pass(2 * SECOND);
            cluster.unblock(leader, cutOff, Blockage.SILENT);
            cluster.pause(leader);
            cluster.pass(4 * SECOND);
        });
    }

    /** What happens while a leader stands still. */
    @FunctionalInterface
    private interface Meanwhile {
        void happen(History history, int leader, int other, SplittableRandom random);
    }

    private static Scene frozenBehindProxy(int nodes, Meanwhile meanwhile) {
        return scripted(nodes, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            for (int i = 0; i < 4; i++) {
                int leader = formed(history);
                int follower = follower(history, leader, random);
                cluster.block(follower, leader, Blockage.FOREIGN);
                shiftHeartbeats(history, leader, random);
                int other = another(nodes, leader, follower, random);
                awaitLaterHeard(cluster, leader, follower, other);
                cluster.pause(leader);
                meanwhile.happen(history, leader, other, random);
                cluster.resume(leader);
                cluster.unblock(follower, leader, Blockage.FOREIGN);
            }
            formed(history);
        });
    }

    /** A follower dies and is not started again. */
    static Scene followerGone() {
        return scripted(3, (history, random) -> {
            int leader = formed(history);
            history.cluster().crash(follower(history, leader, random));
            formed(history);
        });
    }

    /** A follower loses its power: whoever calls it hears nothing. */
    static Scene followerSilent() {
        return scripted(3, (history, random) -> {
            int leader = formed(history);
            int follower = follower(history, leader, random);
            history.cluster().unplug(follower);
            history.cluster().pass(12 * SECOND);
            formed(history);
        });
    }

    /** The leader dies and is started again, several times. */
    static Scene leaderCrashes() {
        return scripted(4, (history, random) -> {
            for (int i = 0; i < 3; i++) {
                int leader = formed(history);
                history.cluster().crash(leader);
                formed(history);
                history.cluster().start(leader);
            }
            formed(history);
        });
    }

    /** Nodes die and are started again within milliseconds, on a network that is slow and doubles requests. */
    static Scene quickRestarts() {
        return scripted(3, Options.Lists.FULL, JUMBLED, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            formed(history);
            for (int i = 0; i < 12; i++) {
                int any = random.nextInt(cluster.size());
                cluster.crash(any);
                cluster.pass(random.nextLong(60 * MILLI));
                cluster.start(any);
                cluster.pass(random.nextLong(3 * SECOND));
            }
            formed(history);
        });
    }

    /** Everything dies and is started again, with nothing remembered. */
    static Scene allRestart() {
        return scripted(3, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            formed(history);
            for (int machine = 0; machine < cluster.size(); machine++) {
                cluster.crash(machine);
            }
            cluster.pass(600 * SECOND);
            for (int machine = 0; machine < cluster.size(); machine++) {
                cluster.start(machine);
            }
            formed(history);
        });
    }

    /** Leadership is handed over, and back. */
    static Scene handOvers() {
        return scripted(3, (history, random) -> {
            for (int i = 0; i < 4; i++) {
                history.cluster().order(formed(history), "hand over", Cluster::handOver);
                history.cluster().pass(SECOND);
            }
            formed(history);
        });
    }

    /** A network falls apart and comes together again. */
    static Scene splitAndMeet() {
        return scripted(4, (history, random) -> {
            formed(history);
            for (int i = 0; i < 3; i++) {
                WaysBlocked blocked = new WaysBlocked(history.cluster());
                new Cuts(history.cluster(), random, blocked).split(2);
                formed(history);
                history.cluster().pass(random.nextLong(10 * SECOND));
                history.converge(SECOND, "a split that lasts");
                history.allow(Allowed.MEETING);
                blocked.end();
                formed(history);
                history.allow(Allowed.ANYTHING);
            }
        });
    }

    /** A follower is cut off, leads alone, freezes, and comes back with the higher number into the healed network. */
    static Scene formerLeaderReturns() {
        return scripted(3, (history, random) -> {
            int leader = formed(history);
            int follower = follower(history, leader, random);
            leadAloneAndFreeze(history, follower);
            history.cluster().resume(follower);
            formed(history);
        });
    }

    /** The same, and it dies at once, and the leader with it: the third has heard of its number in passing. */
    static Scene formerLeaderReturnsAndDies() {
        return scripted(3, (history, random) -> {
            int leader = formed(history);
            int follower = follower(history, leader, random);
            SimulatedCluster cluster = history.cluster();
            leadAloneAndFreeze(history, follower);
            cluster.resume(follower);
            cluster.pass(random.nextLong(20 * MILLI));
            cluster.crash(leader);
            cluster.crash(follower);
            formed(history);
        });
    }

    private static void leadAloneAndFreeze(History history, int follower) {
        SimulatedCluster cluster = history.cluster();
        WaysBlocked blocked = new WaysBlocked(cluster);
        for (int machine = 0; machine < cluster.size(); machine++) {
            if (machine != follower) {
                blocked.cut(follower, machine);
            }
        }
        cluster.pass(8 * SECOND);
        cluster.pause(follower);
        blocked.end();
        cluster.pass(6 * SECOND);
    }

    /** Two nodes that list each other's friend only lose it, and each other for a while. */
    static Scene friendDies() {
        return scripted(3, Options.Lists.CHAIN, Quality.LOCAL, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            formed(history);
            cluster.crash(1);
            formed(history);
            cluster.cut(0, 2);
            formed(history);
            cluster.join(0, 2);
            formed(history);
        });
    }

    /** All connections of the leader are reset, and nothing else is wrong. */
    static Scene linksReset() {
        return scripted(3, (history, random) -> {
            int leader = formed(history);
            history.cluster().pass(random.nextLong(3 * SECOND));
            history.allow(Allowed.NOTHING);
            history.cluster().network().resetLinks(leader);
            history.cluster().pass(8 * SECOND);
        });
    }

    /** The node with the smallest host starts last. */
    static Scene smallestStartsLate() {
        return scripted(3, (history, random) -> {
            history.cluster().crash(0);
            formed(history);
            history.allow(Allowed.MEMBERS);
            history.cluster().start(0);
            formed(history);
        });
    }

    /** A follower is started again. */
    static Scene followerRestarts() {
        return scripted(3, (history, random) -> {
            int follower = follower(history, formed(history), random);
            history.cluster().crash(follower);
            formed(history);
            history.cluster().start(follower);
            formed(history);
        });
    }

    /** A node that leads alone freezes, and another one that lists it starts. */
    static Scene frozenWhenAnotherStarts() {
        return scripted(2, (history, random) -> {
            SimulatedCluster cluster = history.cluster();
            cluster.crash(1);
            for (int i = 0; i < 3; i++) {
                formed(history);
                cluster.pass(random.nextLong(2 * SECOND));
                cluster.pause(0);
                cluster.start(1);
                cluster.pass(5 * SECOND);
                cluster.resume(0);
                formed(history);
                cluster.crash(1);
                formed(history);
                if (history.leader() != 0) {
                    return;
                }
            }
        });
    }

    /** A proxy answers in place of a node for a while. */
    static Scene proxy() {
        return scripted(3, (history, random) -> {
            int leader = formed(history);
            SimulatedCluster cluster = history.cluster();
            int follower = follower(history, leader, random);
            cluster.block(leader, follower, Blockage.FOREIGN);
            cluster.pass(6 * SECOND);
            cluster.unblock(leader, follower, Blockage.FOREIGN);
            formed(history);
        });
    }

    /** Lets the cluster agree; returns its leader. */
    private static int formed(History history) {
        history.converge(BUDGET, "the last act");
        return history.leader();
    }

    private static int follower(History history, int leader, SplittableRandom random) {
        int size = history.cluster().size();
        return (leader + 1 + random.nextInt(size - 1)) % size;
    }

    private static void pause(History history, int machine, long length) {
        history.cluster().pause(machine);
        history.cluster().pass(length);
        history.cluster().resume(machine);
    }

    private static int another(int nodes, int leader, int follower, SplittableRandom random) {
        int other = random.nextInt(nodes);
        while (other == leader || other == follower) {
            other = (other + 1) % nodes;
        }
        return other;
    }

    /** Lets time pass until one follower has heard the leader some time after another one did. */
    private static void awaitLaterHeard(SimulatedCluster cluster, int leader, int earlier, int later) {
        for (int i = 0; i < 400 && heard(cluster, later, leader) - heard(cluster, earlier, leader) < SECOND * 2 / 5; i++) {
            cluster.pass(10 * MILLI);
        }
    }

    private static long heard(SimulatedCluster cluster, int machine, int leader) {
        SimulatedProcess process = cluster.at(machine);
        SimulatedProcess heard = cluster.at(leader);
        return process == null || heard == null ? 0 : process.stampHeard(heard.serial());
    }

    /** A short cut lets the leader call its followers at different times. */
    private static void shiftHeartbeats(History history, int leader, SplittableRandom random) {
        SimulatedCluster cluster = history.cluster();
        int follower = follower(history, leader, random);
        cluster.pass(random.nextLong(SECOND));
        cluster.cut(leader, follower);
        cluster.pass(random.nextLong(1500 * MILLI));
        cluster.join(leader, follower);
        cluster.pass(4 * SECOND + random.nextLong(SECOND));
    }
}
