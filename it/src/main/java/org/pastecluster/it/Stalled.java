package org.pastecluster.it;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;

/** Writes down when this process did not get to run: the machine was held up, and what times say is not the nodes' fault. */
final class Stalled {

    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final Journal<BedEntry> journal;
    private volatile @Nullable Thread thread;

    Stalled(Journal<BedEntry> journal) {
        this.journal = journal;
    }

    void start() {
        Thread made = new Thread(this::run, "stalled");
        made.setDaemon(true);
        thread = made;
        made.start();
    }

    private void run() {
        long last = System.nanoTime();
        while (thread == Thread.currentThread()) {
            LockSupport.parkNanos(EVERY_NANOS);
            long now = System.nanoTime();
            if (now - last - EVERY_NANOS > STALL_NANOS) {
                journal.write(new BedEntry.Stall(now, now - last - EVERY_NANOS));
            }
            last = now;
        }
    }

    void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
