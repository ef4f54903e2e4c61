package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Verdict;
import org.pastecluster.delivery.Arrival;
import org.pastecluster.delivery.Budget;
import org.pastecluster.delivery.Handled;
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

    static final long NEEDED = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Messenger messenger;
    private final long incarnation;
    private final Receiving receiving;
    private final Servings servings;
    private final Room room;
    private @Nullable Member member;
    private @Nullable Sending sending;
    private volatile String host;
    private volatile @Nullable Link link;
    private final Pace pace;
    private int likely = 16;
    private volatile Delivery delivered = new Delivery(List.of());

    Correspondent(Messenger messenger, String host, long incarnation, Budget budget, MessageLimits limits, long now) {
        this.messenger = messenger;
        this.host = host;
        this.incarnation = incarnation;
        this.receiving = new Receiving(budget);
        this.room = new Room(lock, limits);
        this.servings = new Servings(messenger, this);
        this.pace = new Pace(now);
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
        List<Pending> untransmitted;
        Aftermath aftermath;
        lock.lock();
        try {
            receiving.abandonUnfinished();
            Sending ended = sending;
            if (ended == null) {
                return List.of();
            }
            sending = null;
            pace.memberGone(messenger.now());
            untransmitted = ended.end(why);
            aftermath = new Aftermath(ended.takeSettled(), room.end());
            restIfOver();
        } finally {
            lock.unlock();
        }
        aftermath.tell(messenger);
        return untransmitted;
    }

    /** Since when nothing would be lost by forgetting it; {@link #NEEDED} if something would. */
    long forgettableSince() {
        lock.lock();
        try {
            return sending == null && link == null && !pace.isCarrying() ? pace.neededUntil() : NEEDED;
        } finally {
            lock.unlock();
        }
    }

    /** It is remembered for long that messages of a process came that is gone: that must cost little. */
    private void restIfOver() {
        if (forgettableSince() != NEEDED && servings.isEmpty() && !receiving.hasReports()) {
            receiving.rest();
        }
    }

    // What goes there.

    /**
     * Takes a message to send.
     *
     * @param mayWait whether its sender waits when it is far ahead
     */
    Added add(Outgoing message, boolean mayWait) {
        lock.lock();
        try {
            Sending into = sending;
            if (into == null) {
                return Added.GONE;
            } else if (room.isFullFor(into, message) || (mayWait && room.isFarAhead(into, message))) {
                return Added.FULL;
            }
            into.add(message);
        } finally {
            lock.unlock();
        }
        wake();
        return Added.YES;
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
            return room.awaitFor(message, () -> sending, () -> until - messenger.now());
        } finally {
            lock.unlock();
        }
    }

    /** Takes out what was not transmitted and of which {@code which} is true. */
    List<Pending> withdraw(Predicate<Pending> which) {
        List<Pending> withdrawn;
        List<CompletableFuture<Void>> roomy;
        lock.lock();
        try {
            if (sending == null) {
                return List.of();
            }
            withdrawn = sending.withdraw(which);
            roomy = room.made(sending);
        } finally {
            lock.unlock();
        }
        messenger.complete(roomy);
        return withdrawn;
    }

    /** Completes when less than half of what may wait waits. */
    CompletableFuture<Void> room() {
        lock.lock();
        try {
            return sending == null ? CompletableFuture.completedFuture(null) : room.ask(sending);
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        Link way = link;
        if (way == null) {
            messenger.alarmWithin(Pace.PATIENCE_NANOS);
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
                pace.linkLost(messenger.now());
                lost();
            }
        } finally {
            lock.unlock();
        }
        messenger.alarmWithin(Pace.PATIENCE_NANOS);
    }

    private void lost() {
        receiving.reportAll();
        if (sending != null) {
            sending.wayLost();
        } else {
            receiving.abandonUnfinished();
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
            aftermath = Aftermath.of(sending, room);
        } finally {
            lock.unlock();
        }
        aftermath.tell(messenger);
        return batch;
    }

    private @Nullable Batch batch(int bytes) {
        List<Item> items = new ArrayList<>(likely);
        receiving.takeReports(items, bytes / 2);
        Sending from = sending;
        long now = messenger.now();
        if (from != null) {
            if (pace.takeProbe()) {
                from.probe(items, now);
            }
            from.fill(items, bytes, now);
        }
        likely = Math.min(1_024, items.size() + 8);
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
            pace.heard();
            boolean counts = batch.session() > 0 && receiving.begin(batch.session(), batch.stamp(), now);
            for (Item item : batch.items()) {
                if (item instanceof Item.Ack || item instanceof Item.Again) {
                    if (sending != null && sending.hear(item)) {
                        pace.acknowledged(now);
                    }
                } else if (counts) {
                    receiving.take(item);
                }
            }
            begun = servings.begin(receiving);
            aftermath = Aftermath.of(sending, room);
            more = receiving.hasReports() || (sending != null && sending.isReady());
        } finally {
            lock.unlock();
        }
        aftermath.tell(messenger);
        for (Serving serving : begun) {
            serving.begin();
        }
        if (more) {
            wake();
        }
    }

    /**
     * Takes up to {@code most} messages to hand over next.
     *
     * @return whether there were any; if not, the lane counts as not being served
     */
    boolean take(Serving serving, ReceivingLane lane, int most, List<Arrival> into) {
        Serving next;
        lock.lock();
        try {
            if (lane.take(most, into)) {
                return true;
            }
            next = servings.end(serving, lane);
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
            lane.settle(handled);
            dropReportsIfInVain();
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
            if (sending != null) {
                probe = pace.beginProbe(now, !sending.isEmpty()) && link != null;
            }
            if (link == null && pace.mayCarry(now)) {
                carry(now);
            }
            aftermath = Aftermath.of(sending, room);
            busy = servings.all();
            restIfOver();
            more = (sending != null && !sending.isEmpty()) || receiving.hasReports() || !busy.isEmpty();
        } finally {
            lock.unlock();
        }
        aftermath.tell(messenger);
        busy.forEach(Serving::flush);
        if (probe) {
            wake();
        }
        return more;
    }

    /** A stranger that does not answer is told nothing more, nor what its slow handlers find out later. */
    private void dropReportsIfInVain() {
        if (sending == null && pace.givesStrangersUp()) {
            receiving.forgetReports();
        }
    }

    private void carry(long now) {
        Batch batch = batch(Messenger.CARRIED_BYTES);
        if (batch != null) {
            pace.carry(now, sending == null);
            messenger.carrier().carry(host, incarnation, batch);
        }
    }

    /** A batch that was carried by a call has come there, or perhaps not. */
    void carried(boolean arrived) {
        boolean more;
        lock.lock();
        try {
            pace.carried(arrived);
            if (!arrived) {
                lost();
            }
            dropReportsIfInVain();
            restIfOver();
            more = receiving.hasReports() || (sending != null && sending.isReady());
        } finally {
            lock.unlock();
        }
        if (more) {
            messenger.alarmWithin(arrived ? 0 : Pace.CARRY_AGAIN_NANOS);
        }
    }
}
