package org.pastecluster.runtime;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterEvent.LeadershipAcquired;
import org.pastecluster.ClusterEvent.LeadershipLost;
import org.pastecluster.ClusterEvent.Stopped;
import org.pastecluster.ClusterEvent.ViewChanged;
import org.pastecluster.ClusterListener;
import org.pastecluster.ListenerRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who takes news of one node. Thread-safe; publishing never waits for a listener. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final CopyOnWriteArrayList<ListenerQueue> queues = new CopyOnWriteArrayList<>();
    private @Nullable LeadershipAcquired acquired;
    private @Nullable ViewChanged view;
    private @Nullable Stopped stopped;

    /** Adds a listener, which first hears how things stand. */
    ListenerRegistration add(String name, ClusterListener listener, Executor executor) {
        ListenerQueue queue = new ListenerQueue(name, listener, executor);
        synchronized (this) {
            putIfAny(queue, acquired);
            putIfAny(queue, view);
            putIfAny(queue, stopped);
            queues.add(queue);
        }
        queue.dispatch();
        return () -> {
            queues.remove(queue);
            queue.remove();
        };
    }

    private static void putIfAny(ListenerQueue queue, @Nullable ClusterEvent event) {
        if (event != null) {
            queue.put(event);
        }
    }

    void publish(ClusterEvent event) {
        synchronized (this) {
            remember(event);
            for (ListenerQueue queue : queues) {
                queue.put(event);
            }
        }
        dispatch();
    }

    private void remember(ClusterEvent event) {
        if (event instanceof LeadershipAcquired began) {
            acquired = began;
        } else if (event instanceof LeadershipLost) {
            acquired = null;
        } else if (event instanceof ViewChanged changed) {
            view = changed;
        } else if (event instanceof Stopped end) {
            stopped = end;
        }
    }

    private void dispatch() {
        for (ListenerQueue queue : queues) {
            queue.dispatch();
        }
    }

    boolean areIdle() {
        for (ListenerQueue queue : queues) {
            if (!queue.isIdle()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the calling thread is inside one of the listeners. */
    boolean isRunningHere() {
        for (ListenerQueue queue : queues) {
            if (queue.isRunningHere()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits for listeners to take the last news, and says in the log what they did not take.
     *
     * @param longest longest wait for all of them together
     */
    void awaitLastNews(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        for (ListenerQueue queue : queues) {
            if (!queue.awaitIdle(deadline)) {
                LOG.warn("The cluster node has stopped. {}", queue.untaken());
            }
        }
    }
}
