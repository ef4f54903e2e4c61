package org.pastecluster.delivery;

import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Message;
import org.pastecluster.Verdict;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/**
 * One lane's messages to one target. A message gets its number when it is first given out to be written; those with a number are kept
 * until their verdict, and given out again after the way was lost. At most {@value #WINDOW} bytes, or one longer message, have a number
 * and no verdict.
 */
final class SendingLane {

    static final int WINDOW = 2 << 20;
    static final int CHUNK = 32 << 10;

    /** So far a number may be ahead of the oldest without a verdict; a receiver remembers the verdicts of no more than four times as many. */
    static final int MOST_OPEN = 1 << 16;

    private static final int ITEM_OVERHEAD = 16;

    /** A longer ring gets shorter when it is empty. */
    private static final int SHORT = 1_024;

    private final int id;
    private final Line<Pending> waiting = new Line<>();
    private @Nullable Pending[] numbered = new Pending[64];
    private long low = 1;
    private long next = 1;
    private long at = 1;
    private int offset;
    private int inFlight;
    private long toldFloor = 1;
    private long earliestDeadline = Long.MAX_VALUE;

    /** Bytes of messages without a verdict, and how many these are. {@link Sending} counts them. */
    long held;

    int count;

    SendingLane(int id) {
        this.id = id;
    }

    void add(Pending pending) {
        waiting.add(pending);
        earliestDeadline = Math.min(earliestDeadline, pending.deadline());
    }

    /** Whether something can be given out now. */
    boolean isReady() {
        return at < next || (!waiting.isEmpty() && inFlight < WINDOW && next - low < MOST_OPEN);
    }

    boolean isEmpty() {
        return low == next && waiting.isEmpty();
    }

    /** Gives out what comes next, about {@code bytes} of it, and at least one item if there is any; returns how much it was. */
    int fill(List<Item> into, int bytes, long now, List<Pending> settled) {
        int used = 0;
        if (low > toldFloor) {
            toldFloor = low;
            into.add(new Item.Floor(id, low));
        }
        while (used < bytes && isReady()) {
            Pending pending = at < next ? numbered[index(at)] : number(now, settled);
            if (at < next && pending == null) {
                advance();
            } else if (pending != null) {
                used += give(pending, now, into);
            }
        }
        return used;
    }

    private @Nullable Pending number(long now, List<Pending> settled) {
        Pending pending = waiting.poll();
        if (pending == null) {
            return null;
        }
        if (pending.deadline() <= now) {
            settled.add(pending);
            pending.settle(Verdict.EXPIRED, "its time ran out before it could be sent");
            return null;
        }
        if (next - low == numbered.length) {
            grow();
        }
        numbered[index(next)] = pending;
        next++;
        inFlight += pending.cost();
        pending.bind();
        return pending;
    }

    private int give(Pending pending, long now, List<Item> into) {
        long remaining = pending.deadline() - now;
        if (remaining <= 0) {
            into.add(new Item.Skip(id, at));
            advance();
            return ITEM_OVERHEAD;
        }
        Posted posted = pending.posted();
        Message message = posted.message();
        int total = message.length();
        if (total <= CHUNK) {
            into.add(new Item.Whole(id, at, remaining, posted));
            advance();
            return total + ITEM_OVERHEAD;
        }
        int length = Math.min(CHUNK, total - offset);
        Posted head = offset == 0 ? posted.with(message.withoutBody()) : null;
        into.add(new Item.Chunk(id, at, remaining, head, total, offset, message.slice(offset, length)));
        offset += length;
        if (offset == total) {
            advance();
        }
        return length + ITEM_OVERHEAD;
    }

    private void advance() {
        at++;
        offset = 0;
    }

    /** What became of some; those that have a verdict already keep it. */
    void acknowledged(Item.Ack ack, List<Pending> settled) {
        long last = Math.min(ack.last(), next - 1);
        for (long sequence = Math.max(ack.first(), low); sequence <= last; sequence++) {
            Pending pending = numbered[index(sequence)];
            if (pending != null) {
                numbered[index(sequence)] = null;
                inFlight -= pending.cost();
                pending.settle(ack.verdict(), ack.reason());
                settled.add(pending);
            }
        }
        while (low < next && numbered[index(low)] == null) {
            low++;
        }
        if (low == next && numbered.length > SHORT) {
            numbered = new Pending[numbered.length / 2];
        }
        if (at < low) {
            at = low;
            offset = 0;
        }
    }

    /** Gives out again what has no verdict, from a number on. */
    void again(long from) {
        long begin = Math.max(low, Math.min(from, next));
        if (begin <= at) {
            at = begin;
            offset = 0;
        }
    }

    /** What was written may be lost: all that has no verdict is given out again. */
    void wayLost() {
        again(low);
        toldFloor = 1;
    }

    /**
     * Adds the oldest and the newest message that were written and have no verdict, as they were sent first. A receiver that lacks the
     * oldest takes it, and one that lacks anything before the newest says so.
     */
    void probe(List<Item> into, long now) {
        long newest = at - 1;
        while (newest > low && numbered[index(newest)] == null) {
            newest--;
        }
        for (long sequence = low; sequence <= newest; sequence = sequence < newest ? newest : newest + 1) {
            Pending pending = numbered[index(sequence)];
            if (pending != null) {
                into.add(first(sequence, pending, now));
            }
        }
    }

    private Item first(long sequence, Pending pending, long now) {
        Message message = pending.posted().message();
        long remaining = pending.deadline() - now;
        if (remaining <= 0) {
            return new Item.Skip(id, sequence);
        }
        return message.length() <= CHUNK
                ? new Item.Whole(id, sequence, remaining, pending.posted())
                : new Item.Chunk(
                        id,
                        sequence,
                        remaining,
                        pending.posted().with(message.withoutBody()),
                        message.length(),
                        0,
                        message.slice(0, CHUNK));
    }

    /** Settles what waits without a number and has run out of time. */
    void expire(long now, List<Pending> settled) {
        if (now < earliestDeadline) {
            return;
        }
        earliestDeadline = Long.MAX_VALUE;
        for (Iterator<Pending> each = waiting.iterator(); each.hasNext(); ) {
            Pending pending = each.next();
            if (pending.deadline() <= now) {
                each.remove();
                pending.settle(Verdict.EXPIRED, "its time ran out before it could be sent");
                settled.add(pending);
            } else {
                earliestDeadline = Math.min(earliestDeadline, pending.deadline());
            }
        }
    }

    /** Takes out those that wait without a number and of which {@code which} is true, in order. */
    void withdraw(Predicate<Pending> which, List<Pending> into) {
        for (Iterator<Pending> each = waiting.iterator(); each.hasNext(); ) {
            Pending pending = each.next();
            if (which.test(pending)) {
                each.remove();
                into.add(pending);
            }
        }
    }

    /** The target is no more: what was transmitted is settled as unknown, the rest is taken out. */
    void end(String why, List<Pending> settled, List<Pending> untransmitted) {
        for (long sequence = low; sequence < next; sequence++) {
            Pending pending = numbered[index(sequence)];
            if (pending != null) {
                pending.settle(Verdict.UNKNOWN, why);
                settled.add(pending);
            }
        }
        low = next;
        waiting.forEach(untransmitted::add);
        waiting.clear();
    }

    private int index(long sequence) {
        return (int) sequence & (numbered.length - 1);
    }

    private void grow() {
        @Nullable Pending[] larger = new Pending[numbered.length * 2];
        for (long sequence = low; sequence < next; sequence++) {
            larger[(int) sequence & (larger.length - 1)] = numbered[index(sequence)];
        }
        numbered = larger;
    }
}
