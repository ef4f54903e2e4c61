package org.pastecluster.spring.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs the application's code while the test's own waits, and the other way round: of all threads of a test one runs at a
 * time, so that each run of the test is the same.
 */
final class JobThread {

    /** The code of a process that was killed does not go on. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("This application was killed; nothing of it goes on.", null, false, false);
        }
    }

    private static final ThreadLocal<@Nullable JobThread> CURRENT = new ThreadLocal<>();

    private final Semaphore mayRun = new Semaphore(0);
    private final Semaphore hasPaused = new Semaphore(0);
    private final Thread thread;
    private final JobTime time;
    private Duration wakesAt = Duration.ZERO;
    private @Nullable CompletableFuture<?> awaited;
    private volatile boolean interrupted;
    private boolean isStuck;
    private volatile boolean killed;
    private volatile boolean done;

    /** A thread that waits for its first {@link #run}. */
    JobThread(String name, JobTime time, Runnable task) {
        this.time = time;
        this.thread = new Thread(() -> live(task), name) {
            @Override
            public void interrupt() {
                // Of a thread that stands nobody else could see it.
                interrupted = true;
                super.interrupt();
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    /** The one that calls; null for the test's own thread. */
    static @Nullable JobThread current() {
        return CURRENT.get();
    }

    private void live(Runnable task) {
        CURRENT.set(this);
        mayRun.acquireUninterruptibly();
        try {
            if (!killed) {
                task.run();
            }
        } catch (Killed inTheMiddle) {
            // That is all of it.
        } finally {
            done = true;
            hasPaused.release();
        }
    }

    boolean isDone() {
        return done;
    }

    /** When there is something to do for it; {@code now} where that may be at any moment. */
    Duration wakesAt(Duration now) {
        CompletableFuture<?> waitsFor = awaited;
        boolean isDue = interrupted || (waitsFor != null && waitsFor.isDone());
        return isDue ? now : wakesAt;
    }

    /**
     * Lets it run until it pauses or ends.
     *
     * @throws AssertionError when it does neither
     */
    void run() {
        awaited = null;
        mayRun.release();
        boolean came;
        try {
            came = hasPaused.tryAcquire(time.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException testIsStopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted while " + thread.getName() + " ran.", testIsStopped);
        }
        if (!came) {
            isStuck = true;
            throw stuck();
        }
    }

    /** Ends it where it stands; one that is stuck is left, and told to end. */
    void kill() {
        killed = true;
        if (isStuck) {
            thread.interrupt();
        } else if (!done) {
            run();
        }
    }

    private AssertionError stuck() {
        AssertionError error = new AssertionError(thread.getName() + " has not come back for "
                + time.patience().toSeconds()
                + " s. Time of the test stands while it runs, so what it waits for can't happen: have it wait by"
                + " VirtualApplications.pass, or take answers by thenAccept. Its stack is the cause.");
        Throwable where = new Throwable(thread.getName());
        where.setStackTrace(thread.getStackTrace());
        error.initCause(where);
        return error;
    }

    /** Called by the thread itself: lets so much time pass. */
    void pass(Duration span) throws InterruptedException {
        await(null, span);
    }

    /** Called by the thread itself: lets time pass until something is complete, but no more than so much. */
    void await(@Nullable CompletableFuture<?> happens, Duration longest) throws InterruptedException {
        if (killed) {
            throw new Killed();
        }
        wakesAt = time.now().plus(longest);
        awaited = happens;
        hasPaused.release();
        // Only when it is its turn does it look whether it was interrupted.
        mayRun.acquireUninterruptibly();
        if (killed) {
            throw new Killed();
        }
        interrupted = false;
        if (Thread.interrupted()) {
            throw new InterruptedException("Interrupted while time passed.");
        }
    }
}
