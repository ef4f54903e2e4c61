package org.pastecluster.it.fault;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;

/** Writes when the bed itself was held up, until it is closed: a machine that is too busy for the bed is too busy for nodes. */
public final class BedStalls implements AutoCloseable {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final Journal<BedEntry> journal;
    private final Thread thread = new Thread(this::run, "bed-stalls");
    private volatile boolean ended;

    /** Starts at once. */
    public BedStalls(Journal<BedEntry> journal) {
        this.journal = journal;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long before = System.nanoTime();
        while (!ended) {
            LockSupport.parkNanos(STEP_NANOS);
            long now = System.nanoTime();
            long late = now - before - STEP_NANOS;
            if (late > LATE_NANOS) {
                journal.write(new BedEntry.Stall(now, late));
            }
            before = now;
        }
    }

    /** Nothing is written after it returned. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
