package org.pastecluster.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.bootstrap.ClusterBuilder;
import org.pastecluster.testkit.network.Blockage;
import org.pastecluster.testkit.network.Quality;
import org.pastecluster.testkit.network.VirtualNetwork;
import org.pastecluster.testkit.network.VirtualProcess;
import org.pastecluster.testkit.network.VirtualScheduling;
import org.pastecluster.testkit.time.EventQueue;
import org.pastecluster.testkit.time.VirtualClock;

/**
 * A cluster of real nodes in one thread, on time that passes only when a test says so, so that a minute takes a moment and each
 * run is the same. Nodes are numbered from 0. Made by {@link #builder(int)}.
 *
 * <p>Nothing happens outside of {@link #advance} and {@link #advanceUntil}: not the start, nor what a {@link Cluster} was asked
 * for, nor the news for listeners. Listeners, and handlers of messages, run on the calling thread, between the steps of the nodes. They must not wait for
 * anything.
 *
 * <p>Not thread-safe. Holds no thread, socket or file, so that there is nothing to close.
 */
public final class VirtualCluster {

    private static final long WALL_START = 1_750_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final EventQueue time = new EventQueue();
    private final VirtualNetwork network;
    private final SplittableRandom random;
    private final List<ClusterSettings> settings;
    private final VirtualApplication application;
    private final List<Running> running = new ArrayList<>();
    private final List<int[]> cuts = new ArrayList<>();

    private record Running(Cluster cluster, VirtualProcess process) {}

    VirtualCluster(List<ClusterSettings> settings, VirtualApplication application, long seed) {
        this.random = new SplittableRandom(seed);
        this.network = new VirtualNetwork(time, random.split(), Quality.LOCAL);
        this.settings = List.copyOf(settings);
        this.application = application;
        for (ClusterSettings each : settings) {
            network.addMachine(each.self().host());
        }
        for (int node = 0; node < settings.size(); node++) {
            running.add(launch(node));
        }
    }

    /** A cluster of so many nodes, in which everybody lists everybody. */
    public static VirtualClusterBuilder builder(int nodes) {
        return new VirtualClusterBuilder(nodes);
    }

    /** Starts so many nodes with default settings, all at the same moment. */
    public static VirtualCluster start(int nodes) {
        return builder(nodes).start();
    }

    /** The base URL of a node. */
    public static String host(int node) {
        return "http://node" + node;
    }

    private Running launch(int node) {
        VirtualClock clock = new VirtualClock(time, random.nextLong(1L << 50), 0, WALL_START, 0);
        VirtualProcess process = network.start(node, clock);
        SplittableRandom entropy = random.split();
        Cluster cluster = ClusterBuilder.of(settings.get(node), entropy::nextLong)
                .transport(network.transport(process))
                .time(clock)
                .scheduling(new VirtualScheduling(time, process))
                .listenerExecutor(task -> time.at(time.now(), () -> process.deliver(task)))
                .handlerExecutor(task -> time.at(time.now(), () -> process.deliver(task)))
                .leaveTimeout(Duration.ZERO)
                .shutdownHook(false)
                .start();
        application.started(node, cluster);
        return new Running(cluster, process);
    }

    /** How many nodes there are, those that are down counted. */
    public int size() {
        return running.size();
    }

    /** What the application of a node holds in hand; after {@link #restart} another one. */
    public Cluster cluster(int node) {
        return running.get(node).cluster();
    }

    /** How much time has passed. */
    public Duration now() {
        return Duration.ofNanos(time.now());
    }

    /** Lets time pass. */
    public void advance(Duration span) {
        time.runUntil(time.now() + span.toNanos());
    }

    /**
     * Lets time pass, a millisecond at a time, until something is so.
     *
     * @param longest how much time may pass
     * @throws AssertionError when it is not so by then
     */
    public void advanceUntil(BooleanSupplier condition, Duration longest) {
        long end = time.now() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (time.now() >= end) {
                throw new AssertionError("Not so after " + longest.toMillis() + " ms. " + this);
            }
            time.runUntil(Math.min(end, time.now() + MILLI));
        }
    }

    /** The node that may act as leader at this moment; empty if there is none, or if several may because they are split. */
    public OptionalInt leader() {
        OptionalInt leader = OptionalInt.empty();
        for (int node = 0; node < size(); node++) {
            if (isUp(node) && cluster(node).isLeader()) {
                if (leader.isPresent()) {
                    return OptionalInt.empty();
                }
                leader = OptionalInt.of(node);
            }
        }
        return leader;
    }

    /**
     * Lets time pass until one node leads and all that are up follow it.
     *
     * @param longest how much time may pass
     * @return the leader
     * @throws AssertionError when they do not agree by then
     */
    public int awaitLeader(Duration longest) {
        advanceUntil(this::agree, longest);
        return leader().orElseThrow();
    }

    /** Whether one node leads and all that are up follow it. */
    public boolean agree() {
        OptionalInt leader = leader();
        if (leader.isEmpty()) {
            return false;
        }
        for (int node = 0; node < size(); node++) {
            boolean follows = cluster(node)
                    .view()
                    .currentLeader()
                    .filter(cluster(leader.getAsInt()).self()::isSameProcessAs)
                    .isPresent();
            if (isUp(node) && !follows) {
                return false;
            }
        }
        return true;
    }

    /** Whether a node's process lives; a paused one does. */
    public boolean isUp(int node) {
        return running.get(node).process().isAlive();
    }

    /** Kills a node, as SIGKILL does: its application hears nothing any more, and its address refuses connections. */
    public void crash(int node) {
        network.kill(running.get(node).process());
    }

    /**
     * Starts a node again that remembers nothing. If it runs, it is killed first.
     *
     * @return what its application holds in hand
     */
    public Cluster restart(int node) {
        crash(node);
        running.set(node, launch(node));
        return cluster(node);
    }

    /** Stops a node in mid-air, as SIGSTOP or a long garbage collection does. */
    public void pause(int node) {
        running.get(node).process().pause();
    }

    /** Lets a paused node go on. */
    public void resume(int node) {
        running.get(node).process().resume();
    }

    /** Asks a node to leave politely; it takes some round trips of time. Its process lives on. */
    public void leave(int node) {
        cluster(node).leave();
    }

    /** Cuts some nodes from all others; among themselves they are connected as before. Cuts add up. */
    public void split(int... side) {
        for (int one : side) {
            for (int other = 0; other < size(); other++) {
                if (!contains(side, other)) {
                    cut(one, other);
                }
            }
        }
    }

    private static boolean contains(int[] side, int node) {
        for (int each : side) {
            if (each == node) {
                return true;
            }
        }
        return false;
    }

    /** Cuts two nodes from each other: what one sends to the other vanishes. */
    public void cut(int one, int other) {
        network.paths().block(one, other, Blockage.SILENT);
        network.paths().block(other, one, Blockage.SILENT);
        cuts.add(new int[] {one, other});
    }

    /** Ends all cuts. */
    public void heal() {
        for (int[] cut : cuts) {
            network.paths().unblock(cut[0], cut[1], Blockage.SILENT, time.now());
            network.paths().unblock(cut[1], cut[0], Blockage.SILENT, time.now());
        }
        cuts.clear();
    }

    /** How each node sees the cluster, for the message of a failed test. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("At " + now().toMillis() + " ms");
        for (int node = 0; node < size(); node++) {
            text.append(node == 0 ? ": " : ", ").append(node);
            if (isUp(node)) {
                text.append(' ').append(cluster(node).view().role()).append(" under ");
                text.append(cluster(node)
                        .view()
                        .currentLeader()
                        .map(leader -> leader.host())
                        .orElse("nobody"));
            } else {
                text.append(" is down");
            }
        }
        return text.toString();
    }

    static NodeAddress address(int node, String name) {
        NodeAddress unnamed = NodeAddress.of(host(node));
        return new NodeAddress(unnamed.host(), unnamed.id(), unnamed.group(), name);
    }
}
