package org.pastecluster.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a node within stated times: leave politely, else stop; let listeners take the last news, else say in the log what they
 * did not take. Thread-safe.
 */
final class Farewell {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    /** A node that was told to stop and does not within this time is blocked in its transport. */
    private static final Duration STOP = Duration.ofMillis(500);

    private final Engine engine;
    private final String host;
    private final Shutdown shutdown;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch newsTaken = new CountDownLatch(1);
    private volatile @Nullable Thread hook;

    Farewell(Engine engine, String host, Shutdown shutdown) {
        this.engine = engine;
        this.host = host;
        this.shutdown = shutdown;
    }

    /** Looks after the node's end, for whatever reason it comes. Before the node starts. */
    void watch() {
        engine.whenStopped(this::afterStop);
    }

    /** Makes the end of the JVM the node's end too, if that is wanted. After the node has started. */
    void addHook() {
        if (!shutdown.hook()) {
            return;
        }
        Thread thread = new Thread(this::close, "pastecluster-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException alreadyShuttingDown) {
            leave();
            return;
        }
        hook = thread;
        if (stopped.getCount() == 0) {
            removeHook();
        }
    }

    void leave() {
        if (leaving.compareAndSet(false, true)) {
            engine.leave();
        }
    }

    void close() {
        leave();
        boolean wouldWaitForItself = engine.isRunBy(Thread.currentThread());
        if (shutdown.leave().isZero() || wouldWaitForItself || !closing.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!await(stopped, shutdown.leave())) {
                engine.abandon("It did not get away politely within "
                        + shutdown.leave().toMillis() + " ms.");
                if (!await(stopped, STOP)) {
                    LOG.warn("The cluster node {} hangs in its transport and was left behind.", host);
                    return;
                }
            }
            if (!engine.listeners().isRunningHere()) {
                await(newsTaken, shutdown.lastNews());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(CountDownLatch latch, Duration longest) throws InterruptedException {
        return latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs on the node's own thread, and must not hold it up. */
    private void afterStop() {
        if (shutdown.lastNews().isZero() || engine.listeners().areIdle()) {
            newsTaken.countDown();
        } else {
            Thread watcher = new Thread(this::watchLastNews, "pastecluster-last-news");
            watcher.setDaemon(true);
            watcher.start();
        }
        stopped.countDown();
        removeHook();
    }

    private void watchLastNews() {
        try {
            engine.listeners().awaitLastNews(shutdown.lastNews());
        } catch (InterruptedException nobodyElsesThread) {
            LOG.debug("The wait for the last news was interrupted.", nobodyElsesThread);
        }
        newsTaken.countDown();
    }

    private void removeHook() {
        Thread registered = hook;
        if (registered == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(registered);
        } catch (IllegalStateException jvmEnds) {
            LOG.debug("The JVM ends already; its hook stays.", jvmEnds);
        }
    }
}
