package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.delivery.Sending;
import org.pastecluster.message.Posted;

/** How much may wait for one target, and who waits for room. Guarded by its correspondent's lock. */
final class Room {

    private final MessageLimits limits;
    private final Condition changed;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

    /** A lane for each thread that waits. */
    private final List<Integer> waitingLanes = new ArrayList<>();

    Room(ReentrantLock lock, MessageLimits limits) {
        this.limits = limits;
        this.changed = lock.newCondition();
    }

    boolean isFullFor(Sending sending, Outgoing message) {
        // Replies find room where other messages have filled theirs: who asked is waiting, and has bounded how many it
        // asked for.
        int share = message.posted().purpose() == Posted.Purpose.REPLY ? 2 : 1;
        return !sending.isEmpty()
                && (sending.held() + message.cost() > share * limits.bytesPerTarget()
                        || sending.count() >= share * limits.messagesPerTarget());
    }

    /** Whether a sender that waits for room has enough of its lane there. */
    boolean isFarAhead(Sending sending, Outgoing message) {
        long held = sending.held(message.lane());
        return held > 0 && held + message.cost() > limits.bytesAhead();
    }

    /**
     * Waits until there is room, or nothing is sent there any more. The lock is free meanwhile.
     *
     * @param sending what is sent there at the moment; null for nothing any more
     * @param left how many nanoseconds may still be waited
     * @return false when there was none in time, or the thread was interrupted, which stays so
     */
    boolean awaitFor(Outgoing message, Supplier<@Nullable Sending> sending, LongSupplier left) {
        Integer lane = message.lane();
        waitingLanes.add(lane);
        try {
            for (Sending into = sending.get();
                    into != null && (isFullFor(into, message) || isFarAhead(into, message));
                    into = sending.get()) {
                long nanos = left.getAsLong();
                if (nanos <= 0) {
                    return false;
                }
                var unused = changed.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waitingLanes.remove(lane);
        }
    }

    /** Completes when less than half of what may wait waits. */
    CompletableFuture<Void> ask(Sending sending) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        if (isHalfEmpty(sending)) {
            future.complete(null);
        } else {
            waiting.add(future);
        }
        return future;
    }

    /**
     * Some messages have their verdict. Who waits looks again when much of its lane is through, and so is woken once for many messages,
     * not for each. Returns whom to tell that there is room.
     */
    List<CompletableFuture<Void>> made(Sending sending) {
        if (waitingLanes.stream().anyMatch(lane -> hasMuchRoom(sending, lane))) {
            changed.signalAll();
        }
        return isHalfEmpty(sending) ? takeAll() : List.of();
    }

    /** Whether who waits with a message of that lane is to look again. What other lanes hold keeps it waiting only while all is full. */
    boolean hasMuchRoom(Sending sending, int lane) {
        return sending.held(lane) <= limits.bytesAhead() / 2
                && sending.count(lane) <= limits.messagesPerTarget() / 2
                && sending.held() < limits.bytesPerTarget()
                && sending.count() < limits.messagesPerTarget();
    }

    private boolean isHalfEmpty(Sending sending) {
        return sending.held() < limits.bytesPerTarget() / 2 && sending.count() < limits.messagesPerTarget() / 2;
    }

    /** Nothing is sent there any more. */
    List<CompletableFuture<Void>> end() {
        changed.signalAll();
        return takeAll();
    }

    private List<CompletableFuture<Void>> takeAll() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<CompletableFuture<Void>> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
