package org.pastecluster.spring.boot.leader;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Leadership;
import org.pastecluster.spring.Slot;
import org.pastecluster.spring.boot.leader.slots.DueSlot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One leader-only call that is running, and the thread that it may be interrupted on. */
final class LeaderCall {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderCall.class);
    private static final ThreadLocal<LeaderCall> INNERMOST = new ThreadLocal<>();

    private final LeaderGate gate;
    final Leadership leadership;
    final boolean interruptible;
    private final @Nullable DueSlot due;

    /** The call that this one is made in; null for none. */
    private final @Nullable LeaderCall around = INNERMOST.get();

    /** Whether those around were interrupted, and have had that, before this one began. */
    private final boolean aroundHadIt =
            isAroundInterrupted() && !Thread.currentThread().isInterrupted();

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

    /** It had taken its slot when leadership ended; nobody runs that one any more. */
    void tellOfUnrunSlot() {
        if (due != null) {
            LOG.warn(
                    "The slot {} of {} is not run: this node's leadership ended after the slot was noted as run.",
                    due.slot().planned(),
                    due.slot().job());
        }
    }

    /** Does the call's work for its leadership and its slot, on this thread. */
    <T extends @Nullable Object, E extends Throwable> T call(Leadership.Work<T, E> work) throws E {
        Slot slot = due == null ? null : due.slot();
        INNERMOST.set(this);
        try {
            return leadership.call(() -> slot == null ? work.call() : slot.call(work));
        } finally {
            if (around == null) {
                INNERMOST.remove();
            } else {
                INNERMOST.set(around);
            }
        }
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
        // Looked at only now, so that nobody who is interrupted meanwhile loses it. A thread has one interruption
        // for all its calls, and this one may have used it before its own came.
        if (isAroundInterrupted() && (interrupted || !aroundHadIt)) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAroundInterrupted() {
        return around != null && around.isInterrupted();
    }

    /** Or one around it. */
    private synchronized boolean isInterrupted() {
        return interrupted || isAroundInterrupted();
    }

    /** Nothing of it is at work any more. */
    void ended() {
        gate.left(this);
    }
}
