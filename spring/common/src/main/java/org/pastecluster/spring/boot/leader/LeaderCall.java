package org.pastecluster.spring.boot.leader;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Leadership;

/** One leader-only call that is running, and the thread that it may be interrupted on. */
final class LeaderCall {

    private final LeaderGate gate;
    final Leadership leadership;
    final boolean interruptible;

    /** Null once the method has returned: the thread does something else then. */
    private @Nullable Thread thread = Thread.currentThread();

    private boolean interrupted;

    LeaderCall(LeaderGate gate, Leadership leadership, boolean interruptible) {
        this.gate = gate;
        this.leadership = leadership;
        this.interruptible = interruptible;
    }

    synchronized void interrupt() {
        if (thread != null) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /** The method has returned or thrown, on the thread that called it; what it returned may still be at work. */
    synchronized void returned() {
        thread = null;
        if (interrupted) {
            // It was meant for this call, and the thread may belong to a pool.
            var unused = Thread.interrupted();
        }
    }

    /** Nothing of it is at work any more. */
    void ended() {
        gate.left(this);
    }
}
