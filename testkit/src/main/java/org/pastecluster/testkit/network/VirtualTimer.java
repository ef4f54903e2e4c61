package org.pastecluster.testkit.network;

import org.jspecify.annotations.Nullable;
import org.pastecluster.testkit.time.EventQueue;

/** The one timer of a virtual process. Setting it later than before costs nothing: the event that waits looks again. */
public final class VirtualTimer {

    private final EventQueue time;
    private final VirtualProcess process;
    private @Nullable Runnable task;
    private long due = Long.MAX_VALUE;
    private long nextLook = Long.MAX_VALUE;

    public VirtualTimer(EventQueue time, VirtualProcess process) {
        this.time = time;
        this.process = process;
    }

    /** Runs a task when the process's monotonic clock shows {@code nanos}, instead of the one that was asked for before. */
    public void set(long nanos, Runnable wake) {
        task = wake;
        due = nanos;
        long when = process.clock().trueTimeOf(nanos);
        if (when < nextLook) {
            look(when);
        }
    }

    public void cancel() {
        task = null;
        due = Long.MAX_VALUE;
    }

    private void look(long when) {
        nextLook = when;
        time.at(when, () -> {
            if (nextLook == when) {
                nextLook = Long.MAX_VALUE;
                process.deliverFirst(this::ring);
            }
        });
    }

    private void ring() {
        Runnable wake = task;
        if (wake == null) {
            return;
        }
        if (process.clock().nanos() >= due) {
            cancel();
            wake.run();
        } else if (nextLook == Long.MAX_VALUE) {
            long when = process.clock().trueTimeOf(due);
            if (when != Long.MAX_VALUE) {
                look(when);
            }
        }
    }
}
