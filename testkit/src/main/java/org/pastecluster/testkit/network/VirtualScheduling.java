package org.pastecluster.testkit.network;

import java.util.ArrayDeque;
import org.pastecluster.spi.Scheduling;
import org.pastecluster.testkit.time.EventQueue;

/** Runs a node on its virtual process: one task after the other, none while the process is paused, a timer that is due first. */
public final class VirtualScheduling implements Scheduling {

    private final VirtualProcess process;
    private final VirtualTimer timer;
    private final ArrayDeque<Runnable> mailbox = new ArrayDeque<>();
    private final Runnable turn = this::turn;
    private boolean closed;

    public VirtualScheduling(EventQueue time, VirtualProcess process) {
        this.process = process;
        this.timer = new VirtualTimer(time, process);
    }

    @Override
    public void execute(Runnable task) {
        if (!closed) {
            mailbox.add(task);
            process.runNext(turn);
        }
    }

    private void turn() {
        Runnable task = mailbox.poll();
        if (task != null) {
            task.run();
        }
    }

    @Override
    public void wakeAt(long nanos, Runnable task) {
        if (!closed) {
            timer.set(nanos, task);
        }
    }

    @Override
    public void close() {
        closed = true;
        mailbox.clear();
        timer.cancel();
    }
}
