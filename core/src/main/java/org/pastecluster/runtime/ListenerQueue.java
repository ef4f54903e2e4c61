package org.pastecluster.runtime;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener's news, in order, one at a time. What happens at the bound is told in {@link ClusterListener}. */
final class ListenerQueue {

    static final int CAPACITY = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ListenerQueue.class);

    private final String name;
    private final ClusterListener listener;
    private final Executor executor;
    private final ArrayDeque<ClusterEvent> waiting = new ArrayDeque<>();
    private boolean running;
    private @Nullable Thread runner;
    private boolean removed;
    private boolean behind;
    private boolean rejectionLogged;

    ListenerQueue(String name, ClusterListener listener, Executor executor) {
        this.name = name;
        this.listener = listener;
        this.executor = executor;
    }

    /** Takes an event; {@link #dispatch()} makes the listener hear of it. */
    synchronized void put(ClusterEvent event) {
        if (removed) {
            return;
        }
        if (waiting.size() >= CAPACITY) {
            if (!behind) {
                behind = true;
                LOG.warn(
                        "The cluster listener '{}' has {} events waiting; from now on some that newer ones outdate are left out.",
                        name,
                        CAPACITY);
            }
            EventEviction.evictOne(waiting, event);
        }
        waiting.addLast(event);
    }

    synchronized void remove() {
        removed = true;
        waiting.clear();
        notifyAll();
    }

    /** Runs the listener on its executor if something waits and it does not run already. */
    void dispatch() {
        synchronized (this) {
            if (running || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException shutDown) {
            rejected(shutDown);
        }
    }

    private synchronized void rejected(RejectedExecutionException shutDown) {
        running = false;
        if (!rejectionLogged) {
            rejectionLogged = true;
            LOG.warn("The executor of the cluster listener '{}' takes no tasks; its news wait.", name, shutDown);
        }
    }

    private void drain() {
        for (ClusterEvent event = next(); event != null; event = next()) {
            try {
                listener.onEvent(event);
            } catch (Throwable thrown) {
                LOG.warn(
                        "The cluster listener '{}' threw on {}; it goes on with the next event.",
                        name,
                        event.getClass().getSimpleName(),
                        thrown);
            }
        }
    }

    private synchronized @Nullable ClusterEvent next() {
        ClusterEvent event = waiting.pollFirst();
        runner = event == null ? null : Thread.currentThread();
        if (event == null) {
            running = false;
            behind = false;
            notifyAll();
        }
        return event;
    }

    /** Whether the calling thread is inside this listener. */
    synchronized boolean isRunningHere() {
        return runner == Thread.currentThread();
    }

    synchronized boolean isIdle() {
        return !running && waiting.isEmpty();
    }

    /**
     * Waits until the listener has taken everything.
     *
     * @param deadline on {@link System#nanoTime()}
     * @return whether it has
     */
    synchronized boolean awaitIdle(long deadline) throws InterruptedException {
        while (!isIdle()) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** A sentence about what the listener has not taken. */
    synchronized String untaken() {
        StringBuilder kinds = new StringBuilder();
        Iterator<ClusterEvent> events = waiting.iterator();
        for (int i = 0; i < 10 && events.hasNext(); i++) {
            kinds.append(i == 0 ? ": " : ", ").append(events.next().getClass().getSimpleName());
        }
        return "The listener '" + name + "' " + (running ? "is still busy" : "could not run") + " and has not taken "
                + waiting.size() + " events" + kinds + (events.hasNext() ? ", …" : ".");
    }
}
