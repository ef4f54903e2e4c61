package org.pastecluster.simulation.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.simulation.cluster.ProcessPlan;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.testkit.network.Quality;

/**
 * One cluster of one size, and what it costs to form it and to change it. No faults but those that are measured; no checkers, which
 * are for histories.
 */
public final class Growth {

    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK = 100_000L;
    private static final long LIMIT = 120 * SECOND;
    private static final long CALM = 15 * SECOND;
    private static final int IDLE_SECONDS = 10;

    /** An event that costs more is not waited for: a square of a thousand would take minutes. */
    private static final long MOST_MESSAGES = 500_000;

    private final int nodes;
    private final Consumer<String> progress;
    private final SimulatedCluster cluster;
    private final Meter meter;
    private final List<Cost> costs = new ArrayList<>();

    /**
     * @param nodes how many nodes, at least 3
     * @param listed how many of them everybody lists
     * @param seed what is random
     * @param progress takes a line whenever something is about to begin
     */
    public Growth(int nodes, int listed, long seed, Consumer<String> progress) {
        this.nodes = nodes;
        this.progress = progress;
        this.cluster = new SimulatedCluster(new SplittableRandom(seed), Quality.LOCAL, Spoiler.NOTHING);
        // A million links would take the memory, and the table counts what the protocol sends.
        cluster.network().withoutLinks();
        this.meter = new Meter(cluster);
        cluster.network().watch(meter);
        List<NodeAddress> list = new ArrayList<>();
        for (int machine = 0; machine < Math.min(nodes, listed); machine++) {
            list.add(NodeAddress.of(SimulatedCluster.hostOf(machine)));
        }
        for (int machine = 0; machine < nodes; machine++) {
            NodeAddress self = NodeAddress.of(SimulatedCluster.hostOf(machine));
            cluster.add(
                    new ProcessPlan(ClusterSettings.builder(self).nodes(list).build(), 0, 0));
        }
    }

    /** Measures every kind of event once, each after a calm time; those behind one that cost too much are left out. */
    public List<Cost> measure() {
        boolean goesOn = measure(Cost.Event.FORM, nodes, this::startAll) && measureIdle();
        goesOn = goesOn && measure(Cost.Event.FOLLOWER, nodes - 1, () -> cluster.crash(aFollower()));
        goesOn = goesOn && measure(Cost.Event.LEADER, nodes - 2, () -> cluster.crash(leader()));
        if (goesOn && nodes > 4) {
            measure(Cost.Event.LEADER_SILENT, nodes - 3, () -> cluster.unplug(leader()));
        }
        return costs;
    }

    private void startAll() {
        for (int machine = 0; machine < nodes; machine++) {
            cluster.start(machine);
        }
    }

    /** Returns whether it came to its end, and calm is back. */
    private boolean measure(Cost.Event event, int expected, Runnable happen) {
        begin(event);
        long start = cluster.now();
        happen.run();
        boolean over = false;
        while (!over && meter.messages() < MOST_MESSAGES) {
            if (cluster.now() - start > LIMIT) {
                throw new IllegalStateException(
                        nodes + " nodes do not agree " + LIMIT / SECOND + " s after this: " + event.words());
            }
            cluster.pass(LOOK);
            over = agrees(expected);
        }
        costs.add(new Cost(
                event,
                expected,
                over,
                meter.messages(),
                meter.bytes(),
                meter.largest(),
                meter.mostly(),
                cluster.now() - start));
        if (over) {
            cluster.pass(CALM);
        }
        return over;
    }

    private boolean measureIdle() {
        begin(Cost.Event.IDLE);
        cluster.pass(IDLE_SECONDS * SECOND);
        costs.add(new Cost(
                Cost.Event.IDLE,
                nodes,
                true,
                meter.messages() / IDLE_SECONDS,
                meter.bytes() / IDLE_SECONDS,
                meter.largest(),
                meter.mostly(),
                SECOND));
        return true;
    }

    private void begin(Cost.Event event) {
        progress.accept("… " + nodes + " nodes: " + event.words());
        meter.begin();
    }

    /** Whether everybody who lives holds the same view, of so many members under one of them. */
    private boolean agrees(int expected) {
        ClusterView first = null;
        for (int machine = 0; machine < nodes; machine++) {
            SimulatedProcess process = cluster.at(machine);
            if (process == null || !process.isUp()) {
                continue;
            }
            ClusterView view = process.view();
            if (view == null || view.leader() == null || view.members().size() != expected) {
                return false;
            }
            first = first == null ? view : first;
            if (view.number() != first.number() || view.version() != first.version()) {
                return false;
            }
        }
        return first != null && isUp(first.leader());
    }

    private boolean isUp(@Nullable Member leader) {
        SimulatedProcess process = leader == null ? null : cluster.ofIncarnation(leader.incarnation());
        return process != null && process.believes();
    }

    private int leader() {
        for (int machine = 0; machine < nodes; machine++) {
            SimulatedProcess process = cluster.at(machine);
            if (process != null && process.believes()) {
                return machine;
            }
        }
        throw new IllegalStateException("nobody leads");
    }

    /** The last one that does not lead: nobody lists it unless everybody lists everybody. */
    private int aFollower() {
        int leader = leader();
        return leader == nodes - 1 ? nodes - 2 : nodes - 1;
    }
}
