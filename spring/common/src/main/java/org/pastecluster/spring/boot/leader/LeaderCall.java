package org.pastecluster.spring.boot.leader;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Leadership;
import org.pastecluster.spring.Slot;
import org.pastecluster.spring.boot.leader.slots.DueSlot;

/** One leader-only call that is running, and the thread that it may be interrupted on. */
final class LeaderCall {

    private final LeaderGate gate;
    final Leadership leadership;
    final boolean interruptible;
    private final @Nullable DueSlot due;

    /** Null once the method has returned: the thread does something else then. */
    private @Nullable Thread thread = Thread.currentThread();

    private boolean interrupted;

    /** @param due the slot that it runs; null for none */
    LeaderCall(LeaderGate gate, Leadership leadership, boolean interruptible, @Nullable DueSlot due) {
        this.gate = gate;
        this.leadership = leadership;
        this.interruptible = interruptible;
        this.due = due;
    }

    /** Whether no node has run its slot; if it has one, it is taken by that. */
    boolean isFirst() {
        return due == null || due.isFree(leadership);
    }

    /** Does the call's work for its leadership and its slot, on this thread. */
    <T extends @Nullable Object, E extends Throwable> T call(Leadership.Work<T, E> work) throws E {
        Slot slot = due == null ? null : due.slot();
        return leadership.call(() -> slot == null ? work.call() : slot.call(work));
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
