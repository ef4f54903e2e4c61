package org.pastecluster.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three imaginary nodes of which one after the other dies while it leads, in memory and on a clock of their own. A JVM loads a class when
 * it is needed first, and is slow with code that it has not run: what is needed for the first time when a leader dies would make that
 * very fail-over the slowest of all. Nothing of it is sent, logged or told to anybody.
 */
public final class Drill implements Runnable {

    /** At its start a process is busy; a leader that dies so early is not helped by more to do. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    /** More would load nothing further, and keep the compiler busy for longer. */
    private static final int DEATHS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Drill.class);
    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final int NODES = 3;
    private static final long WALL_MILLIS = 1_700_000_000_000L;
    private static final long HOP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** A node, and what is known of it. */
    private static final class Part {
        private final NodeAddress address;
        private final Protocol node;
        private boolean lives = true;
        private boolean leads;

        Part(NodeAddress address, Protocol node) {
            this.address = address;
            this.node = node;
        }
    }

    /** Who asked under which number. */
    private record Asked(Part by, long exchange) {}

    private record Due(Part to, Input input) {}

    private final UnaryOperator<Frame> wire;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<NodeAddress> addresses = new ArrayList<>();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<Long, Asked> open = new HashMap<>();
    private final Queue<Due> due = new ArrayDeque<>();
    private long now = 1;
    private long calls;

    /**
     * @param wire what happens to a frame on its way; gives the same frame back
     */
    public Drill(UnaryOperator<Frame> wire) {
        this.wire = wire;
        for (int i = 0; i < NODES; i++) {
            addresses.add(NodeAddress.of("http://drill-" + i + ":80"));
        }
    }

    /** Runs it on a thread of its own some seconds after the node knew a leader, when it has time for it; once in a process. */
    public static void begin(RunningCluster cluster, Transport transport) {
        cluster.awaitLeader().thenRun(() -> {
            if (DONE.compareAndSet(false, true)) {
                Thread thread = new Thread(() -> runLater(cluster, transport), "pastecluster-drill");
                thread.setDaemon(true);
                thread.start();
            }
        });
    }

    private static void runLater(RunningCluster cluster, Transport transport) {
        try {
            cluster.stopped().toCompletableFuture().get(DELAY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException itRuns) {
            new Drill(transport::echo).run();
        } catch (InterruptedException | ExecutionException ended) {
            LOG.debug("The drill of a fail-over was called off.", ended);
        }
    }

    /** Runs to its end on the calling thread: a few hundred steps, no waiting. */
    @Override
    public void run() {
        try {
            addresses.forEach(this::start);
            for (int i = 0; i < DEATHS; i++) {
                pass();
                killLeader();
            }
            pass();
        } catch (RuntimeException | LinkageError failed) {
            LOG.debug("The drill of a fail-over ended early; the first real one may take longer.", failed);
        }
    }

    private void start(NodeAddress address) {
        ClusterSettings settings =
                ClusterSettings.builder(address).nodes(addresses).build();
        Part part = new Part(address, Protocol.of(settings, random.nextLong() | 1, random::nextLong));
        parts.put(address.host(), part);
        due.add(new Due(part, new Input.Started(WALL_MILLIS + TimeUnit.NANOSECONDS.toMillis(now), 0)));
        settle();
    }

    private void killLeader() {
        Part leader =
                parts.values().stream().filter(part -> part.leads).findFirst().orElse(null);
        if (leader == null) {
            return;
        }
        leader.lives = false;
        for (Part part : parts.values()) {
            due.add(new Due(part, new Input.LinkClosed(leader.address.host())));
        }
        pass();
        start(leader.address);
    }

    private void pass() {
        settle();
        long end = now + QUIET_NANOS;
        while (true) {
            Part next = parts.values().stream()
                    .filter(part -> part.lives)
                    .min(Comparator.comparingLong(part -> part.node.nextWakeUp()))
                    .orElseThrow();
            if (next.node.nextWakeUp() > end) {
                now = Math.max(now, end);
                return;
            }
            now = Math.max(now, next.node.nextWakeUp());
            due.add(new Due(next, new Input.Woken()));
            settle();
        }
    }

    private void settle() {
        for (Due next = due.poll(); next != null; next = due.poll()) {
            if (next.to.lives) {
                now += HOP_NANOS;
                for (Output output : next.to.node.step(next.input, now)) {
                    carryOut(next.to, output);
                }
            }
        }
    }

    private void carryOut(Part from, Output output) {
        if (output instanceof Output.Call call) {
            Part to = parts.get(call.host());
            if (to == null || !to.lives) {
                due.add(new Due(from, new Input.Failed(call.exchange(), CallFailure.REFUSED, "")));
            } else {
                open.put(++calls, new Asked(from, call.exchange()));
                due.add(new Due(to, new Input.Received(calls, wire.apply(call.frame()))));
            }
        } else if (output instanceof Output.Answer answer) {
            Asked asked = open.remove(answer.call());
            if (asked != null) {
                due.add(new Due(asked.by, new Input.Replied(asked.exchange, wire.apply(answer.frame()))));
            }
        } else if (output instanceof Output.Acquired) {
            from.leads = true;
        } else if (output instanceof Output.Lost) {
            from.leads = false;
        }
    }
}
