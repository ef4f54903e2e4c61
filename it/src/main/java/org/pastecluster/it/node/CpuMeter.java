package org.pastecluster.it.node;

import java.util.concurrent.TimeUnit;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NodeEntry;

/** Writes every second how much processor time this process has used. */
final class CpuMeter implements Runnable {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Journal<NodeEntry> journal;

    CpuMeter(Journal<NodeEntry> journal) {
        this.journal = journal;
    }

    /** Never returns. */
    @Override
    public void run() {
        while (true) {
            ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .ifPresent(used -> journal.write(new NodeEntry.Cpu(System.nanoTime(), used.toNanos())));
            Pause.until(System.nanoTime() + EVERY_NANOS);
        }
    }
}
