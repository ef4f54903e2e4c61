package org.pastecluster.http.handler;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that write answers, and the one that ends requests that nobody answers. All are daemons. */
final class HandlerThreads implements Executor, AutoCloseable {

    private static final int WRITERS = 8;
    private static final long IDLE_SECONDS = 3;

    private final ThreadPoolExecutor writers;
    private final ThreadPoolExecutor refusals;
    private final ScheduledThreadPoolExecutor deadlines;

    HandlerThreads(int waiting) {
        writers = new ThreadPoolExecutor(
                WRITERS,
                WRITERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                daemons("pastecluster-answer-"));
        writers.allowCoreThreadTimeOut(true);
        refusals = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                daemons("pastecluster-refusal-"));
        refusals.allowCoreThreadTimeOut(true);
        deadlines = new ScheduledThreadPoolExecutor(1, daemons("pastecluster-deadline-"));
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** There is room for one task a request in flight; after {@link #close()} tasks are dropped. */
    @Override
    public void execute(Runnable task) {
        try {
            writers.execute(task);
        } catch (RejectedExecutionException closed) {
            // The deadline answers instead, or nobody waits any more.
        }
    }

    /** Runs a task after a while, also when all this was closed before. */
    Future<?> after(Duration delay, Runnable task) {
        return deadlines.schedule(() -> executeOrRun(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs a task, if need be at once and in the thread of the caller. */
    void executeOrRun(Runnable task) {
        try {
            writers.execute(task);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    /**
     * Runs a task for a request that gives way to another one. In a flood these are many more than are in flight, and must not take the room of answers: when
     * there is none left for them, the thread of the one that they give way to does it.
     */
    void turnAway(Runnable task) {
        try {
            refusals.execute(task);
        } catch (RejectedExecutionException fullOrClosed) {
            task.run();
        }
    }

    @Override
    public void close() {
        deadlines.shutdown();
        refusals.shutdown();
        writers.shutdown();
    }
}
