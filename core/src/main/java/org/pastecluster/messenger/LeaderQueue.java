package org.pastecluster.messenger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Verdict;
import org.pastecluster.delivery.Pending;

/**
 * Messages to the leader: given to whoever leads, kept in order while nobody does, and taken back from a former leader as long as they
 * were not transmitted. Bounded as what waits for a member is.
 */
final class LeaderQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Messenger messenger;
    private final MessageLimits limits;
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> roomy = CompletableFuture.completedFuture(null);
    private @Nullable Member leader;
    private @Nullable String stopped;
    private long held;

    LeaderQueue(Messenger messenger, MessageLimits limits) {
        this.messenger = messenger;
        this.limits = limits;
    }

    /** How many messages wait for a leader. */
    int count() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of these. */
    long held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** Sends a message to the leader, or keeps it for the next one. */
    void send(Outgoing message, long waitUntil) {
        while (true) {
            Correspondent full = sendOrFull(message, waitUntil);
            if (full == null) {
                return;
            }
            // Not under the lock: nobody else may wait for this sender's turn.
            if (!full.awaitRoom(message, waitUntil)) {
                messenger.judge(Added.FULL, full, message);
                return;
            }
        }
    }

    /** Does what can be done without waiting for a leader's turn; returns the leader if that has to be waited for. */
    private @Nullable Correspondent sendOrFull(Outgoing message, long waitUntil) {
        lock.lock();
        try {
            boolean room = leader != null || hasRoomFor(message) || (waitUntil != 0 && awaitRoom(message, waitUntil));
            Member to = leader;
            String end = stopped;
            if (end != null) {
                messenger.settle(message, Verdict.REFUSED, end);
            } else if (to != null) {
                return give(to, message, waitUntil != 0);
            } else if (room) {
                waiting.add(message);
                held += message.cost();
                messenger.alarmIfNone();
            } else {
                messenger.settle(message, Verdict.REFUSED, "too much waits for a leader already");
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Correspondent give(Member to, Outgoing message, boolean waits) {
        message.redirect(new Delivery.Outcome(to, Verdict.DELIVERED, ""));
        if (to.isNeighbour()) {
            messenger.neighbourMail().send(to, message);
            return null;
        }
        Correspondent there = messenger.correspondent(to);
        Added added = there.add(message, false);
        if (added == Added.FULL && waits) {
            return there;
        }
        messenger.judge(added, there, message);
        return null;
    }

    private boolean hasRoomFor(Outgoing message) {
        return held == 0
                || (held + message.cost() <= limits.bytesPerTarget() && waiting.size() < limits.messagesPerTarget());
    }

    private boolean awaitRoom(Outgoing message, long until) {
        try {
            while (leader == null && stopped == null && !hasRoomFor(message)) {
                long left = until - messenger.now();
                if (left <= 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** That process is no member any more; if it led, what follows waits until it is said who leads. */
    void leaves(Member member) {
        boolean leads;
        lock.lock();
        try {
            leads = leader != null && leader.isSameProcessAs(member);
        } finally {
            lock.unlock();
        }
        if (leads) {
            leaderIs(null);
        }
    }

    /** Somebody else leads, or nobody does. */
    void leaderIs(@Nullable Member next) {
        CompletableFuture<Void> room = null;
        lock.lock();
        try {
            Member before = leader;
            leader = next;
            boolean same = before != null && next != null && before.isSameProcessAs(next);
            if (before != null && !same && !before.isNeighbour()) {
                takeBack(messenger
                        .correspondent(before)
                        .withdraw(pending -> pending instanceof Outgoing message && message.isForTheLeader()));
            }
            if (next != null && !waiting.isEmpty()) {
                for (Outgoing message = waiting.poll(); message != null; message = waiting.poll()) {
                    held -= message.cost();
                    give(next, message, false);
                }
                changed.signalAll();
                room = roomy;
            }
        } finally {
            lock.unlock();
        }
        if (room != null) {
            messenger.complete(List.of(room));
        }
    }

    /** Takes back what a former leader did not get, before all that waits. */
    void takeBack(List<Pending> untransmitted) {
        lock.lock();
        try {
            for (int i = untransmitted.size() - 1; i >= 0; i--) {
                if (untransmitted.get(i) instanceof Outgoing message) {
                    waiting.addFirst(message);
                    held += message.cost();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<Void> room() {
        lock.lock();
        try {
            Member to = leader;
            if (to != null && !to.isNeighbour()) {
                return messenger.correspondent(to).room();
            }
            if (held >= limits.bytesPerTarget() / 2 && roomy.isDone()) {
                roomy = new CompletableFuture<>();
            }
            return held >= limits.bytesPerTarget() / 2 ? roomy : CompletableFuture.completedFuture(null);
        } finally {
            lock.unlock();
        }
    }

    /** Settles what ran out of time; whether anything still waits. */
    boolean tick(long now) {
        List<Outgoing> expired = new ArrayList<>();
        boolean more;
        lock.lock();
        try {
            for (Iterator<Outgoing> each = waiting.iterator(); each.hasNext(); ) {
                Outgoing message = each.next();
                if (message.deadline() <= now) {
                    each.remove();
                    held -= message.cost();
                    expired.add(message);
                }
            }
            more = !waiting.isEmpty();
            if (!expired.isEmpty()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        for (Outgoing message : expired) {
            messenger.settle(message, Verdict.EXPIRED, "there was no leader in time");
        }
        return more;
    }

    void stop(String why) {
        List<Outgoing> left;
        CompletableFuture<Void> room;
        lock.lock();
        try {
            stopped = why;
            leader = null;
            left = List.copyOf(waiting);
            waiting.clear();
            held = 0;
            room = roomy;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Outgoing message : left) {
            messenger.settle(message, Verdict.REFUSED, why);
        }
        messenger.complete(List.of(room));
    }
}
