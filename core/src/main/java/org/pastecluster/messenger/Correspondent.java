package org.pastecluster.messenger;

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
    private final Conversation conversation;
    private final Servings servings;
    private final Room room;
    private @Nullable Member member;
    private volatile String host;
    private volatile @Nullable Link link;
    private volatile Delivery delivered = new Delivery(List.of());

    Correspondent(Messenger messenger, String host, long incarnation, Budget budget, MessageLimits limits, long now) {
        this.messenger = messenger;
        this.host = host;
        this.incarnation = incarnation;
        this.conversation = new Conversation(budget, now);
        this.room = new Room(lock, limits);
        this.servings = new Servings(messenger, this);
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
            conversation.begin(session);
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
            Sending ended = conversation.end(messenger.now());
            if (ended == null) {
                return List.of();
            }
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
            Pace pace = conversation.pace();
            boolean needed = conversation.sending() != null || link != null || pace.isCarrying();
            return needed ? NEEDED : pace.neededUntil();
        } finally {
            lock.unlock();
        }
    }

    /** It is remembered for long that messages of a process came that is gone: that must cost little. */
    private void restIfOver() {
        Receiving receiving = conversation.receiving();
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
            Sending into = conversation.sending();
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
            return room.awaitFor(message, conversation::sending, () -> until - messenger.now());
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
            Sending from = conversation.sending();
            if (from == null) {
                return List.of();
            }
            withdrawn = from.withdraw(which);
            roomy = room.made(from);
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
            Sending to = conversation.sending();
            return to == null ? CompletableFuture.completedFuture(null) : room.ask(to);
        } finally {
            lock.unlock();
        }
    }

    /** How many messages to it have no verdict. */
    int count() {
        lock.lock();
        try {
            Sending to = conversation.sending();
            return to == null ? 0 : to.count();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of these. */
    long held() {
        lock.lock();
        try {
            Sending to = conversation.sending();
            return to == null ? 0 : to.held();
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

    /** Two links are told of on two threads: one that was replaced already, and closed for that, changes nothing. */
    void opened(Link newer) {
        lock.lock();
        try {
            if (!newer.isOpen()) {
                return;
            }
            if (link != null) {
                conversation.wayLost();
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
                conversation.pace().linkLost(messenger.now());
                conversation.wayLost();
            }
        } finally {
            lock.unlock();
        }
        messenger.alarmWithin(Pace.PATIENCE_NANOS);
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
            batch = conversation.next(bytes, messenger.now());
            aftermath = Aftermath.of(conversation.sending(), room);
        } finally {
            lock.unlock();
        }
        aftermath.tell(messenger);
        return batch;
    }

    // What comes from there.

    void arrived(Batch batch) {
        List<Serving> begun;
        Aftermath aftermath;
        boolean more;
        lock.lock();
        try {
            conversation.hear(batch, messenger.now());
            begun = servings.begin(conversation.receiving());
            aftermath = Aftermath.of(conversation.sending(), room);
            more = conversation.hasMore();
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
            conversation.dropReportsIfInVain();
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
        boolean probe;
        boolean more;
        lock.lock();
        try {
            probe = conversation.tick(now) && link != null;
            if (link == null && conversation.pace().mayCarry(now)) {
                carry(now);
            }
            aftermath = Aftermath.of(conversation.sending(), room);
            busy = servings.all();
            restIfOver();
            more = conversation.isOpen() || !busy.isEmpty();
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

    private void carry(long now) {
        Batch batch = conversation.next(Messenger.CARRIED_BYTES, messenger.now());
        if (batch != null) {
            conversation.pace().carry(now, conversation.sending() == null);
            messenger.carrier().carry(host, incarnation, batch);
        }
    }

    /** A batch that was carried by a call has come there, or perhaps not. */
    void carried(boolean arrived) {
        boolean more;
        lock.lock();
        try {
            conversation.pace().carried(arrived);
            if (!arrived) {
                conversation.wayLost();
            }
            conversation.dropReportsIfInVain();
            restIfOver();
            more = conversation.hasMore();
        } finally {
            lock.unlock();
        }
        if (more) {
            messenger.alarmWithin(arrived ? 0 : Pace.CARRY_AGAIN_NANOS);
        }
    }
}
