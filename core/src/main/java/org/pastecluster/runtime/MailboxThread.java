package org.pastecluster.runtime;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pastecluster.spi.Scheduling;
import org.pastecluster.spi.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one node on one daemon thread. A timer that is due goes before what waits in the mailbox, so that a node that slept
 * learns of it before it reads old news; after it, one task has its turn.
 */
public final class MailboxThread implements Scheduling {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxThread.class);

    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
    private long wakeAt;
    private @Nullable Runnable wake;
    private boolean closed;
    private boolean timersTurn = true;

    /**
     * Starts the thread.
     *
     * @param name the thread's name goes behind {@code pastecluster-}
     * @param time says when the timer is due; waiting itself goes by the machine's monotonic clock
     */
    public MailboxThread(String name, TimeSource time) {
        this.time = time;
        Thread thread = new Thread(this::run, "pastecluster-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(MailboxThread.class.getClassLoader());
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (!closed) {
                mailbox.addLast(task);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wakeAt(long nanos, Runnable task) {
        lock.lock();
        try {
            wakeAt = nanos;
            wake = task;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            mailbox.clear();
            wake = null;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (Throwable againstTheContract) {
                LOG.error(
                        "A task of {} threw; the thread goes on.",
                        Thread.currentThread().getName(),
                        againstTheContract);
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            while (!closed) {
                Runnable timer = wake;
                long remaining = timer == null ? Long.MAX_VALUE : wakeAt - time.nanos();
                if (timer != null && remaining <= 0 && (timersTurn || mailbox.isEmpty())) {
                    wake = null;
                    timersTurn = false;
                    return timer;
                }
                timersTurn = true;
                Runnable task = mailbox.pollFirst();
                if (task != null) {
                    return task;
                }
                try {
                    changed.awaitNanos(remaining);
                } catch (InterruptedException strayInterrupt) {
                    LOG.debug("Only close() ends this thread; an interrupt was ignored.");
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }
}
