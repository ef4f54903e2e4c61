package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Verdict;
import org.pastecluster.delivery.Arrival;
import org.pastecluster.delivery.Budget;
import org.pastecluster.delivery.Pending;
import org.pastecluster.delivery.Receiving;
import org.pastecluster.delivery.ReceivingLane;
import org.pastecluster.delivery.Sending;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Link;

/**
 * One other process, or this one: what goes there, what comes from there, and the way. Its lock is held for no longer than it takes to
 * move entries; nothing of the application runs under it.
 */
final class Correspondent {

    /** For so long a batch waits for a link before it is carried by a call. */
    static final long PATIENCE_NANOS = 50_000_000;

    private static final long PROBE_NANOS = 5_000_000_000L;
    private static final long CARRY_AGAIN_NANOS = 200_000_000;

    /** So often, each time after twice as long, a process that is no member is told what became of its messages: some 13 s. */
    private static final int CARRY_TO_STRANGERS = 6;

    /** What became of an attempt to add a message. */
    enum Added {
        YES,
        FULL,
        GONE
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Messenger messenger;
    private final long incarnation;
    private final Receiving receiving;
    private final List<Serving> servings = new ArrayList<>();
    private final List<CompletableFuture<Void>> waitingForRoom = new ArrayList<>();
    private final long limit;
    private @Nullable Member member;
    private @Nullable Sending sending;
    private volatile String host;
    private volatile @Nullable Link link;
    private boolean carrying;
    private int carriedInVain;
    private boolean probing;
    private long noLinkSince;
    private long carryAt;
    private long probeAt;
    private volatile Delivery delivered;

    Correspondent(Messenger messenger, String host, long incarnation, Budget budget, long limit, long now) {
        this.messenger = messenger;
        this.host = host;
        this.incarnation = incarnation;
        this.receiving = new Receiving(budget);
        this.limit = limit;
        this.noLinkSince = now;
        this.delivered = new Delivery(List.of());
    }

    String host() {
        return host;
    }

    long incarnation() {
        return incarnation;
    }

    /** What is told of a message that was delivered here. */
    Delivery delivered() {
        return delivered;
    }

    // As a member.

    /** It is in the view. */
    void present(Member now, long session) {
        lock.lock();
        try {
            if (!now.equals(member)) {
                member = now;
                host = now.host();
                delivered = new Delivery(List.of(new Delivery.Outcome(now, Verdict.DELIVERED, "")));
            }
            if (sending == null) {
                sending = new Sending(session);
            }
        } finally {
            lock.unlock();
        }
    }

    /** It is in the view no more, or this node stops. Returns what was not transmitted, each lane's in order. */
    List<Pending> end(String why) {
        List<Pending> settled;
        List<Pending> untransmitted;
        List<CompletableFuture<Void>> roomy;
        lock.lock();
        try {
            Sending ended = sending;
            if (ended == null) {
                return List.of();
            }
            sending = null;
            untransmitted = ended.end(why);
            settled = ended.takeSettled();
            roomy = List.copyOf(waitingForRoom);
            waitingForRoom.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tell(new Aftermath(settled, roomy));
        return untransmitted;
    }

    /** Whether nothing would be lost by forgetting it. */
    boolean isForgettable() {
        lock.lock();
        try {
            return sending == null && link == null && !carrying;
        } finally {
            lock.unlock();
        }
    }

    // What goes there.

    /** Takes a message to send. */
    Added add(Outgoing message) {
        lock.lock();
        try {
            Sending into = sending;
            if (into == null) {
                return Added.GONE;
            } else if (isFullFor(message)) {
                return Added.FULL;
            }
            into.add(message);
        } finally {
            lock.unlock();
        }
        wake();
        return Added.YES;
    }

    private boolean isFullFor(Outgoing message) {
        return sending != null && sending.held() > 0 && sending.held() + message.cost() > limit;
    }

    /**
     * Waits for room.
     *
     * @param until how long, on the monotonic clock
     * @return false when there was none in time, or the thread was interrupted, which stays so
     */
    boolean awaitRoom(Outgoing message, long until) {
        lock.lock();
        try {
            while (isFullFor(message)) {
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
        } finally {
            lock.unlock();
        }
    }

    /** Takes out what was not transmitted and of which {@code which} is true. */
    List<Pending> withdraw(Predicate<Pending> which) {
        lock.lock();
        try {
            return sending == null ? List.of() : sending.withdraw(which);
        } finally {
            lock.unlock();
        }
    }

    /** Completes when less than half of what may wait waits. */
    CompletableFuture<Void> room() {
        lock.lock();
        try {
            if (sending == null || sending.held() < limit / 2) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Void> future = new CompletableFuture<>();
            waitingForRoom.add(future);
            return future;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        Link way = link;
        if (way == null) {
            messenger.alarmWithin(PATIENCE_NANOS);
        } else {
            messenger.alarmIfNone();
            way.wake();
        }
    }

    // The way.

    /** Opens a way that it does not have yet. */
    void openedOnce(Supplier<Link> way) {
        if (link == null) {
            opened(way.get());
        }
    }

    void opened(Link newer) {
        lock.lock();
        try {
            if (link != null) {
                lost();
            }
            link = newer;
        } finally {
            lock.unlock();
        }
        newer.wake();
    }

    void closed(Link older) {
        lock.lock();
        try {
            if (link == older) {
                link = null;
                noLinkSince = messenger.now();
                lost();
            }
        } finally {
            lock.unlock();
        }
        messenger.alarmWithin(PATIENCE_NANOS);
    }

    private void lost() {
        receiving.reportAll();
        if (sending != null) {
            sending.wayLost();
        }
    }

    @Nullable
    Batch next(Link asking, int bytes) {
        Batch batch;
        Aftermath aftermath;
        lock.lock();
        try {
            if (link != asking) {
                return null;
            }
            batch = batch(bytes);
            aftermath = aftermath();
        } finally {
            lock.unlock();
        }
        tell(aftermath);
        return batch;
    }

    private @Nullable Batch batch(int bytes) {
        List<Item> items = new ArrayList<>();
        receiving.takeReports(items, bytes / 2);
        Sending from = sending;
        long now = messenger.now();
        if (from != null) {
            if (probing) {
                probing = false;
                from.probe(items, now);
            }
            from.fill(items, bytes, now);
        }
        return items.isEmpty() ? null : new Batch(from == null ? 0 : from.session(), now, items);
    }

    // What comes from there.

    void arrived(Batch batch) {
        List<Serving> begun;
        Aftermath aftermath;
        boolean more;
        lock.lock();
        try {
            long now = messenger.now();
            carriedInVain = 0;
            boolean counts = batch.session() > 0 && receiving.begin(batch.session(), batch.stamp(), now);
            for (Item item : batch.items()) {
                if (item instanceof Item.Ack ack) {
                    if (sending != null) {
                        sending.acknowledged(ack);
                        probeAt = now + PROBE_NANOS;
                    }
                } else if (item instanceof Item.Again again) {
                    if (sending != null) {
                        sending.again(again);
                    }
                } else if (counts) {
                    receiving.take(item);
                }
            }
            begun = beginServing();
            aftermath = aftermath();
            more = receiving.hasReports() || (sending != null && sending.isReady());
        } finally {
            lock.unlock();
        }
        tell(aftermath);
        for (Serving serving : begun) {
            serving.begin();
        }
        if (more) {
            wake();
        }
    }

    private List<Serving> beginServing() {
        List<ReceivingLane> lanes = new ArrayList<>(2);
        receiving.takeBeginning(lanes);
        if (lanes.isEmpty()) {
            return List.of();
        }
        List<Serving> begun = new ArrayList<>(lanes.size());
        for (ReceivingLane lane : lanes) {
            begun.add(new Serving(messenger, this, lane));
        }
        servings.addAll(begun);
        messenger.alarmIfNone();
        return begun;
    }

    /**
     * Takes up to {@code most} messages to hand over next.
     *
     * @return whether there were any; if not, the lane counts as not being served
     */
    boolean take(Serving serving, ReceivingLane lane, int most, List<Arrival> into) {
        Serving next = null;
        lock.lock();
        try {
            if (lane.take(most, into)) {
                return true;
            }
            servings.remove(serving);
            ReceivingLane successor = lane.successor();
            if (successor != null) {
                next = new Serving(messenger, this, successor);
                servings.add(next);
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.begin();
        }
        return false;
    }

    /** Handlers are done with messages of a lane. */
    void settle(ReceivingLane lane, List<Handled> handled) {
        lock.lock();
        try {
            for (Handled each : handled) {
                lane.settle(each.arrival(), each.verdict(), each.reason());
            }
        } finally {
            lock.unlock();
        }
        wake();
    }

    // As time passes.

    /** Whether it needs another tick. */
    boolean tick(long now) {
        Aftermath aftermath;
        List<Serving> busy;
        boolean probe = false;
        boolean more;
        lock.lock();
        try {
            if (sending != null) {
                sending.expire(now);
            }
            if (sending != null && now >= probeAt) {
                probing = !sending.isEmpty();
                probe = probing && link != null;
                probeAt = now + PROBE_NANOS;
            }
            if (link == null && !carrying && now - noLinkSince >= PATIENCE_NANOS && now >= carryAt) {
                carry(now);
            }
            aftermath = aftermath();
            busy = List.copyOf(servings);
            more = (sending != null && !sending.isEmpty()) || receiving.hasReports() || !busy.isEmpty();
        } finally {
            lock.unlock();
        }
        tell(aftermath);
        busy.forEach(Serving::flush);
        if (probe) {
            wake();
        }
        return more;
    }

    private void carry(long now) {
        Batch batch = batch(Messenger.CARRIED_BYTES);
        if (batch != null) {
            carrying = true;
            carryAt = now + (CARRY_AGAIN_NANOS << (sending == null ? carriedInVain : 0));
            messenger.carrier().carry(host, incarnation, batch);
        }
    }

    /** A batch that was carried by a call has come there, or perhaps not. */
    void carried(boolean arrived) {
        boolean more;
        lock.lock();
        try {
            carrying = false;
            if (arrived) {
                carryAt = 0;
                carriedInVain = 0;
            } else {
                lost();
                carriedInVain = Math.min(carriedInVain + 1, CARRY_TO_STRANGERS);
            }
            if (sending == null && carriedInVain == CARRY_TO_STRANGERS) {
                receiving.forgetReports();
            }
            more = receiving.hasReports() || (sending != null && sending.isReady());
        } finally {
            lock.unlock();
        }
        if (more && arrived) {
            messenger.alarmWithin(0);
        } else if (more) {
            messenger.alarmWithin(CARRY_AGAIN_NANOS);
        }
    }

    /** What is to be told once the lock is free. */
    private record Aftermath(List<Pending> settled, List<CompletableFuture<Void>> roomy) {
        static final Aftermath NOTHING = new Aftermath(List.of(), List.of());
    }

    private Aftermath aftermath() {
        List<Pending> settled = sending == null ? List.of() : sending.takeSettled();
        if (settled.isEmpty()) {
            return Aftermath.NOTHING;
        }
        changed.signalAll();
        List<CompletableFuture<Void>> roomy = List.of();
        if (!waitingForRoom.isEmpty() && (sending == null || sending.held() < limit / 2)) {
            roomy = List.copyOf(waitingForRoom);
            waitingForRoom.clear();
        }
        return new Aftermath(settled, roomy);
    }

    private void tell(Aftermath aftermath) {
        messenger.tell(aftermath.settled);
        messenger.complete(aftermath.roomy);
    }
}
