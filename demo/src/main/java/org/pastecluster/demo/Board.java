package org.pastecluster.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How all nodes stand. Thread-safe. */
final class Board {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, NodeState> states = new LinkedHashMap<>();
    private final List<String> messages = new ArrayList<>();
    private @Nullable String trouble;

    /** A process for that node was started. */
    void starting(String host) {
        change(() -> states.put(host, NodeState.starting(host)));
    }

    void heard(String host, NodeLine line) {
        String body = line.body();
        if (body == null) {
            update(host, state -> state.after(line, System.nanoTime()));
        } else {
            // Printed by a thread of its own, which may have seen how the node stood before the line above was printed.
            change(() -> messages.add(body));
            update(host, state -> state.afterMessage(line, System.nanoTime()));
        }
    }

    /** The bodies of all messages that handlers of the nodes were called for. */
    List<String> messages() {
        lock.lock();
        try {
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
    }

    void enter(String host, Phase phase) {
        update(host, state -> state.in(phase));
    }

    /** Nothing can go on: whoever waits fails with this sentence. */
    void fail(String sentence) {
        change(() -> trouble = trouble == null ? sentence : trouble);
    }

    private void update(String host, UnaryOperator<NodeState> change) {
        change(() -> states.computeIfPresent(host, (key, state) -> change.apply(state)));
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<NodeState> states() {
        lock.lock();
        try {
            return new ArrayList<>(states.values());
        } finally {
            lock.unlock();
        }
    }

    NodeState state(String host) {
        lock.lock();
        try {
            NodeState state = states.get(host);
            if (state == null) {
                throw new IllegalArgumentException(host + " is no node of this demo.");
            }
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Those nodes, as they stand at one moment. */
    List<NodeState> states(List<String> hosts) {
        lock.lock();
        try {
            return hosts.stream().map(this::state).toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something holds; it is looked at after every change.
     *
     * @param what what is waited for, to go on "… did not ": a verb and the rest
     */
    void await(BooleanSupplier condition, Duration longest, String what) {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (trouble != null) {
                    throw new DemoFailure(trouble);
                }
                if (left <= 0) {
                    throw new DemoFailure(what + " within " + longest.toSeconds() + " s.");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("The demo was ended.");
        } finally {
            lock.unlock();
        }
    }

    /** Milliseconds between two instants of the monotonic clock. */
    static long millis(long fromNanos, long toNanos) {
        return TimeUnit.NANOSECONDS.toMillis(toNanos - fromNanos);
    }
}
