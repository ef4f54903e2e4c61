package org.pastecluster.delivery;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Verdict;
import org.pastecluster.message.Item;

/** The verdicts that the sender of a lane is to be told of, in the order they came; those in a row that are the same are told as one. */
final class Reports {

    private final long session;
    private final int lane;
    private ArrayDeque<Item.Ack> complete = new ArrayDeque<>();

    /** The last row, which may go on; null for none. */
    private @Nullable Verdict verdict;

    private String reason = "";
    private long first;
    private long last;

    Reports(long session, int lane) {
        this.session = session;
        this.lane = lane;
    }

    void add(long sequence, Verdict its, String why) {
        if (its == verdict && sequence == last + 1 && why.equals(reason)) {
            last = sequence;
            return;
        }
        endRow();
        verdict = its;
        reason = why;
        first = sequence;
        last = sequence;
    }

    private void endRow() {
        if (verdict != null) {
            complete.add(new Item.Ack(session, lane, first, last, verdict, reason));
            verdict = null;
        }
    }

    boolean isEmpty() {
        return verdict == null && complete.isEmpty();
    }

    /** Takes the oldest; null when there is none. */
    Item.@Nullable Ack poll() {
        if (complete.isEmpty()) {
            endRow();
        }
        return complete.poll();
    }

    void clear() {
        complete.clear();
        verdict = null;
    }

    /** Drops all of them, and the room they had. */
    void rest() {
        verdict = null;
        complete = new ArrayDeque<>(1);
    }
}
