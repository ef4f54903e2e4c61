package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.delivery.Budget;
import org.pastecluster.delivery.Receiving;
import org.pastecluster.delivery.Sending;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;

/** What is said to one process and heard from it, batch by batch, whatever way they go. Guarded by its correspondent's lock. */
final class Conversation {

    private final Receiving receiving;
    private final Pace pace;
    private @Nullable Sending sending;
    private int likely = 16;

    Conversation(Budget budget, long now) {
        this.receiving = new Receiving(budget);
        this.pace = new Pace(now);
    }

    /** What goes there; null while it is no member. */
    @Nullable
    Sending sending() {
        return sending;
    }

    Receiving receiving() {
        return receiving;
    }

    Pace pace() {
        return pace;
    }

    /** It is a member: one can write to it. */
    void begin(long session) {
        if (sending == null) {
            sending = new Sending(session);
        }
    }

    /** It is a member no more. Returns what ended by that; null when it was none. */
    @Nullable
    Sending end(long now) {
        receiving.abandonUnfinished();
        Sending ended = sending;
        if (ended != null) {
            sending = null;
            pace.memberGone(now);
        }
        return ended;
    }

    /** What was on the way may be lost: it is said again. */
    void wayLost() {
        receiving.reportAll();
        if (sending != null) {
            sending.wayLost();
        } else {
            receiving.abandonUnfinished();
        }
    }

    /** What is to be said next; null for nothing. */
    @Nullable
    Batch next(int bytes, long now) {
        List<Item> items = new ArrayList<>(likely);
        receiving.takeReports(items, bytes / 2);
        Sending from = sending;
        if (from != null) {
            if (pace.takeProbe()) {
                from.probe(items, now);
            }
            from.fill(items, bytes, now);
        }
        likely = Math.min(1_024, items.size() + 8);
        return items.isEmpty() ? null : new Batch(from == null ? 0 : from.session(), now, items);
    }

    void hear(Batch batch, long now) {
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
    }

    /** Whether there is something to say now. */
    boolean hasMore() {
        return receiving.hasReports() || (sending != null && sending.isReady());
    }

    /** Whether anything of it waits for something. */
    boolean isOpen() {
        return (sending != null && !sending.isEmpty()) || receiving.hasReports();
    }

    /** What waited for too long is sent no more. Returns whether to ask if something was lost. */
    boolean tick(long now) {
        Sending to = sending;
        if (to == null) {
            return false;
        }
        to.expire(now);
        return pace.beginProbe(now, !to.isEmpty());
    }

    /** A stranger that does not answer is told nothing more, nor what its slow handlers find out later. */
    void dropReportsIfInVain() {
        if (sending == null && pace.givesStrangersUp()) {
            receiving.forgetReports();
        }
    }
}
