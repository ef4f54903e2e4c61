package org.pastecluster.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.pastecluster.spi.Scheduling;

/** Runs a node when a test says so, on the test's thread. */
final class HandDrivenScheduling implements Scheduling {

    private final MovedTime time;
    private final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
    private @Nullable Runnable wake;
    private long wakeAt;
    private boolean closed;
    private int wakeUps;

    HandDrivenScheduling(MovedTime time) {
        this.time = time;
    }

    @Override
    public void execute(Runnable task) {
        if (!closed) {
            mailbox.addLast(task);
        }
    }

    @Override
    public void wakeAt(long nanos, Runnable task) {
        wakeAt = nanos;
        wake = task;
    }

    @Override
    public void close() {
        closed = true;
        mailbox.clear();
        wake = null;
    }

    boolean isClosed() {
        return closed;
    }

    int waiting() {
        return mailbox.size();
    }

    /** How often the timer ran. */
    int wakeUps() {
        return wakeUps;
    }

    /** Runs what waits, and what comes of it, without moving the clocks. */
    void runAll() {
        while (true) {
            Runnable timer = wake;
            Runnable task = mailbox.pollFirst();
            if (task == null && timer != null && wakeAt <= time.nanos()) {
                wake = null;
                wakeUps++;
                task = timer;
            }
            if (task == null) {
                return;
            }
            task.run();
        }
    }

    /** Moves the clocks and runs what becomes due on the way, at its time. */
    void advance(Duration step) {
        long end = time.nanos() + step.toNanos();
        runAll();
        while (wake != null && wakeAt <= end) {
            time.advance(Duration.ofNanos(Math.max(0, wakeAt - time.nanos())));
            runAll();
        }
        time.advance(Duration.ofNanos(end - time.nanos()));
    }
}
