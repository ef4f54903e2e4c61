package org.pastecluster.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;

/**
 * All that one node has to send to the application of one process, by lane. It is bounded in bytes; lanes take turns, so that a long
 * message in one does not delay a short one in another.
 *
 * <p>The messages that get their verdict are collected, and taken by {@link #takeSettled()}: what users do then must not happen in here.
 */
public final class Sending {

    private final long session;
    private final List<SendingLane> lanes = new ArrayList<>();
    private final ArrayDeque<SendingLane> turns = new ArrayDeque<>();
    private List<Pending> settled = new ArrayList<>();
    private long held;
    private int count;

    /**
     * @param session larger than that of any earlier one of this node
     */
    public Sending(long session) {
        this.session = session;
    }

    /** See {@link Batch#session()}. */
    public long session() {
        return session;
    }

    /** Bytes of messages without a verdict. */
    public long held() {
        return held;
    }

    /** Bytes of messages of one lane without a verdict. */
    public long held(int lane) {
        return lane < lanes.size() ? lanes.get(lane).held : 0;
    }

    /** How many messages of one lane have no verdict. */
    public int count(int lane) {
        return lane < lanes.size() ? lanes.get(lane).count : 0;
    }

    /** How many messages have no verdict. */
    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return held == 0;
    }

    public void add(Pending pending) {
        while (lanes.size() <= pending.lane()) {
            SendingLane lane = new SendingLane(lanes.size());
            lanes.add(lane);
            turns.add(lane);
        }
        SendingLane lane = lanes.get(pending.lane());
        lane.add(pending);
        lane.held += pending.cost();
        lane.count++;
        held += pending.cost();
        count++;
    }

    /** Whether there is something to write now. */
    public boolean isReady() {
        for (SendingLane lane : lanes) {
            if (lane.isReady()) {
                return true;
            }
        }
        return false;
    }

    /** Adds what to write next, about {@code bytes} of it. */
    public void fill(List<Item> into, int bytes, long now) {
        int ready = 0;
        for (SendingLane lane : lanes) {
            ready += lane.isReady() ? 1 : 0;
        }
        int used = 0;
        for (int i = 0; i < lanes.size() && ready > 0 && used < bytes; i++) {
            SendingLane lane = turns.remove();
            turns.add(lane);
            if (lane.isReady()) {
                used += lane.fill(into, Math.max(1, (bytes - used) / ready), now, settled);
                ready--;
            }
        }
    }

    /** Takes an entry that speaks of what was sent; whether it tells what became of messages. */
    public boolean hear(Item item) {
        if (item instanceof Item.Ack ack) {
            acknowledged(ack);
            return true;
        } else if (item instanceof Item.Again again) {
            again(again);
        }
        return false;
    }

    /** What became of messages. One of another session, or lane, or with numbers that were never given, changes nothing. */
    public void acknowledged(Item.Ack ack) {
        SendingLane lane = lane(ack.session(), ack.lane());
        if (lane != null) {
            lane.acknowledged(ack, settled);
        }
    }

    /** The receiver lacks a message. */
    public void again(Item.Again again) {
        SendingLane lane = lane(again.session(), again.lane());
        if (lane != null) {
            lane.again(again.sequence());
        }
    }

    private @Nullable SendingLane lane(long ofSession, int id) {
        return ofSession == session && id >= 0 && id < lanes.size() ? lanes.get(id) : null;
    }

    /** What was written may be lost. */
    public void wayLost() {
        lanes.forEach(SendingLane::wayLost);
    }

    /** Adds, for each lane, what tells a receiver that it lacks something: the oldest message that was written and has no verdict, and the newest. */
    public void probe(List<Item> into, long now) {
        lanes.forEach(lane -> lane.probe(into, now));
    }

    /** Settles what ran out of time before it was transmitted. */
    public void expire(long now) {
        for (SendingLane lane : lanes) {
            lane.expire(now, settled);
        }
    }

    /** Takes out what was never transmitted and of which {@code which} is true, each lane's in order. */
    public List<Pending> withdraw(Predicate<Pending> which) {
        List<Pending> out = new ArrayList<>();
        for (SendingLane lane : lanes) {
            lane.withdraw(which, out);
        }
        out.forEach(this::release);
        return out;
    }

    /** The target is no more. What was transmitted is unknown; what was not is returned, each lane's in order. */
    public List<Pending> end(String why) {
        List<Pending> untransmitted = new ArrayList<>();
        for (SendingLane lane : lanes) {
            lane.end(why, settled, untransmitted);
        }
        untransmitted.forEach(this::release);
        return untransmitted;
    }

    /** The messages that got their verdict since the last call, in order. */
    public List<Pending> takeSettled() {
        if (settled.isEmpty()) {
            return List.of();
        }
        List<Pending> taken = settled;
        settled = new ArrayList<>(Math.min(taken.size(), 1_024));
        for (Pending pending : taken) {
            release(pending);
        }
        return taken;
    }

    private void release(Pending pending) {
        SendingLane lane = lanes.get(pending.lane());
        lane.held -= pending.cost();
        lane.count--;
        held -= pending.cost();
        count--;
    }
}
