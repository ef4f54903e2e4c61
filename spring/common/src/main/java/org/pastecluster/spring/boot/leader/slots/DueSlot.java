package org.pastecluster.spring.boot.leader.slots;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Leadership;
import org.pastecluster.spring.Slot;
import org.springframework.aop.ProxyMethodInvocation;

/** A slot that a scheduler's thread is about to run. It is asked for once: a retry of its method runs the same slot, or is refused as the first try was. */
public final class DueSlot {

    /** What comes of the other nodes' answers in time, and a little more. */
    private static final Duration LONGEST = SlotKeeper.LONGEST.multipliedBy(3);

    private static final String ATTRIBUTE = DueSlot.class.getName();
    private static final ThreadLocal<@Nullable DueSlot> HERE = new ThreadLocal<>();

    private final Slot slot;
    private final Method method;
    private final SlotKeeper keeper;
    private final SlotWaiting waiting;
    private @Nullable CompletableFuture<Boolean> free;

    DueSlot(Slot slot, Method method, SlotKeeper keeper, SlotWaiting waiting) {
        this.slot = slot;
        this.method = method;
        this.keeper = keeper;
        this.waiting = waiting;
    }

    public Slot slot() {
        return slot;
    }

    /** Runs a task that calls the method, on this thread or another. */
    void during(Runnable task) {
        HERE.set(this);
        try {
            task.run();
        } finally {
            HERE.remove();
        }
    }

    /** The slot of this call is that of this thread, wherever it goes on. */
    static void passOn(MethodInvocation invocation, Method method) {
        DueSlot due = HERE.get();
        if (due != null && due.method.equals(method) && invocation instanceof ProxyMethodInvocation carrier) {
            HERE.remove();
            carrier.setUserAttribute(ATTRIBUTE, due);
        }
    }

    /** The slot that a call of a method runs; null for a call by anybody but the scheduler. */
    public static @Nullable DueSlot of(MethodInvocation invocation, Method method) {
        DueSlot due = HERE.get();
        if (due == null
                && invocation instanceof ProxyMethodInvocation carrier
                && carrier.getUserAttribute(ATTRIBUTE) instanceof DueSlot carried) {
            due = carried;
        }
        return due != null && due.method.equals(method) ? due : null;
    }

    /**
     * Takes it for this node, which leads. Waits for the other nodes, no longer than some hundred milliseconds.
     *
     * @return false if it has been taken before, or this node leads no more, or the thread is interrupted, which it then stays
     */
    public boolean isFree(Leadership leadership) {
        CompletableFuture<Boolean> answer = ask(leadership);
        try {
            waiting.await(answer, LONGEST);
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
            return false;
        }
        return answer.getNow(true);
    }

    private synchronized CompletableFuture<Boolean> ask(Leadership leadership) {
        CompletableFuture<Boolean> asked = free;
        if (asked == null) {
            asked = keeper.take(slot.job(), slot.planned(), leadership).toCompletableFuture();
            free = asked;
        }
        return asked;
    }
}
