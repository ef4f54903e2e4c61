package org.pastecluster.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.checker.Convergence;
import org.pastecluster.simulation.checker.Stability.Allowed;
import org.pastecluster.simulation.cluster.ProcessPlan;
import org.pastecluster.simulation.cluster.Sides;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.simulation.cluster.Watcher;
import org.pastecluster.testkit.network.Quality;

/** A cluster for a story, with all checkers on it. Nodes are numbered from 1, as in the words of the stories. */
final class Scene implements Watcher {

    private static final long MILLI = 1_000_000;
    private static final long LOOK = 1_000_000;

    private final SimulatedCluster cluster;
    private final Sides sides;
    private final Convergence convergence;
    private final Checkers checkers;
    private final List<SimulatedProcess> acquired = new ArrayList<>();
    private final List<SimulatedProcess> lost = new ArrayList<>();

    private Scene(Quality quality) {
        cluster = new SimulatedCluster(new SplittableRandom(4711), quality, Spoiler.NOTHING);
        sides = new Sides(cluster);
        convergence = new Convergence(cluster, sides);
        checkers = new Checkers(cluster, sides, true);
        cluster.watch(this);
    }

    /** Nodes that all list each other. */
    static Scene of(int nodes) {
        return of(nodes, 1);
    }

    static Scene of(int nodes, int minMembers) {
        return of(nodes, minMembers, Quality.LOCAL);
    }

    static Scene of(int nodes, int minMembers, Quality quality) {
        int[] all = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            all[i] = i + 1;
        }
        Scene scene = new Scene(quality);
        for (int i = 0; i < nodes; i++) {
            scene.add(minMembers, all);
        }
        return scene;
    }

    /** One node for each list. */
    static Scene withLists(int[]... lists) {
        Scene scene = new Scene(Quality.LOCAL);
        for (int[] list : lists) {
            scene.add(1, list);
        }
        return scene;
    }

    private void add(int minMembers, int... listed) {
        List<NodeAddress> nodes = new ArrayList<>();
        for (int node : listed) {
            nodes.add(NodeAddress.of(SimulatedCluster.hostOf(node - 1)));
        }
        ClusterSettings settings = ClusterSettings.builder(NodeAddress.of(SimulatedCluster.hostOf(cluster.size())))
                .nodes(nodes)
                .minMembers(minMembers)
                .build();
        cluster.add(new ProcessPlan(settings, 0, 0));
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (Output output : outputs) {
            if (output instanceof Output.Acquired) {
                acquired.add(process);
            } else if (output instanceof Output.Lost) {
                lost.add(process);
            }
        }
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    Scene start(int... nodes) {
        for (int node : nodes) {
            cluster.start(node - 1);
        }
        return this;
    }

    Scene startAll() {
        for (int machine = 0; machine < cluster.size(); machine++) {
            cluster.start(machine);
        }
        return this;
    }

    Scene pass(long millis) {
        cluster.pass(millis * MILLI);
        return this;
    }

    /** Lets time pass until every side has one leader and all of it agree; says how many milliseconds that took. */
    long agree(long withinMillis) {
        long start = cluster.now();
        String missing = convergence.missing();
        while (missing != null) {
            if (cluster.now() - start > withinMillis * MILLI) {
                throw new AssertionError("Not agreed within " + withinMillis + " ms: " + missing);
            }
            cluster.pass(LOOK);
            missing = convergence.missing();
        }
        return (cluster.now() - start) / MILLI;
    }

    /** The node that believes to lead; 0 if there is none. */
    int leader() {
        List<Integer> leaders = leaders();
        return leaders.size() == 1 ? leaders.get(0) : 0;
    }

    List<Integer> leaders() {
        List<Integer> leaders = new ArrayList<>();
        for (int machine = 0; machine < cluster.size(); machine++) {
            SimulatedProcess process = cluster.at(machine);
            if (process != null && process.believes()) {
                leaders.add(machine + 1);
            }
        }
        return leaders;
    }

    SimulatedProcess node(int node) {
        SimulatedProcess process = cluster.at(node - 1);
        if (process == null) {
            throw new AssertionError("n" + node + " was never started");
        }
        return process;
    }

    /** Any node but these. */
    int otherThan(int... nodes) {
        for (int node = 1; node <= cluster.size(); node++) {
            boolean named = false;
            for (int each : nodes) {
                named |= each == node;
            }
            if (!named) {
                return node;
            }
        }
        throw new AssertionError("there is no other node");
    }

    void split(List<Integer> one, List<Integer> other, boolean cut) {
        for (int near : one) {
            for (int far : other) {
                if (cut) {
                    cluster.cut(near - 1, far - 1);
                } else {
                    cluster.join(near - 1, far - 1);
                }
            }
        }
    }

    /** What may happen to leadership from now on. */
    void allow(Allowed allowed) {
        checkers.stability().allow(allowed);
    }

    /** How often anybody became leader. */
    int acquisitions() {
        return acquired.size();
    }

    /** How often anybody ceased to be leader. */
    int losses() {
        return lost.size();
    }

    boolean hasLost(SimulatedProcess process) {
        return lost.contains(process);
    }
}
