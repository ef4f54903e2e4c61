package org.pastecluster.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Verdict;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/**
 * One lane's messages from one sender: takes each number once and in order, and remembers every verdict until the sender says that it
 * knows it.
 */
public final class ReceivingLane {

    private static final int MOST_OPEN = 1 << 18;
    private static final int REPORT_OVERHEAD = 16;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    /** Longer reasons are cut: they are kept until the sender knows them. */
    private static final int LONGEST_REASON = 1024;

    private final long session;
    private final int id;
    private final Budget budget;
    private final Verdicts verdicts = new Verdicts();
    private final Line<Arrival> waiting = new Line<>();
    private final Reports reports;
    private @Nullable Assembly assembly;
    private final Lack lack = new Lack();
    private boolean running;
    private volatile boolean abandoned;
    private @Nullable ReceivingLane before;
    private @Nullable ReceivingLane after;

    ReceivingLane(long session, int id, Budget budget) {
        this.session = session;
        this.id = id;
        this.budget = budget;
        this.reports = new Reports(session, id);
    }

    /** What a handler has taken from the same lane of an older session comes first. */
    void follow(ReceivingLane older) {
        ReceivingLane busy = older.running ? older : older.before;
        if (busy != null) {
            before = busy;
            busy.after = this;
        }
    }

    // What comes in.

    /** Whether the message is the next one; if it is not, what has to be said about that is remembered. */
    private boolean isNext(long sequence, boolean whole) {
        if (sequence == verdicts.next() && verdicts.open() < MOST_OPEN) {
            return true;
        }
        if (sequence >= verdicts.next()) {
            lack.dropped(sequence);
        } else if (whole && sequence >= verdicts.floor()) {
            report(sequence);
        }
        return false;
    }

    void whole(Item.Whole item, long sentAt) {
        if (isNext(item.sequence(), true)) {
            lack.taken(item.sequence());
            abandonUnfinished();
            accept(item.posted(), sentAt + item.remainingNanos(), budget.take(Pending.cost(item.posted())));
        }
    }

    void skip(Item.Skip item) {
        if (isNext(item.sequence(), true)) {
            lack.taken(item.sequence());
            abandonUnfinished();
            settle(verdicts.add(), Verdict.EXPIRED, "its time ran out on the way");
        }
    }

    void chunk(Item.Chunk item, long sentAt) {
        if (!isNext(item.sequence(), item.offset() == 0)) {
            return;
        }
        Assembly begun = assembly;
        Posted head = item.head();
        if (begun == null && head != null && item.offset() == 0 && item.total() >= 0) {
            if (!budget.take(item.total() + Pending.OVERHEAD)) {
                lack.taken(item.sequence());
                settle(verdicts.add(), Verdict.REFUSED, full());
                return;
            }
            begun = new Assembly(head, item.total(), sentAt + item.remainingNanos());
            assembly = begun;
        }
        if (begun == null || !begun.add(item.offset(), item.piece())) {
            lack.dropped(item.sequence());
        } else if (!begun.isComplete()) {
            lack.begun();
        } else {
            lack.taken(item.sequence());
            assembly = null;
            accept(begun.posted(), begun.deadline(), true);
        }
    }

    /** Drops the pieces of a message that has not come wholly. */
    void abandonUnfinished() {
        if (assembly != null) {
            budget.give(assembly.cost());
            assembly = null;
        }
    }

    private void accept(Posted posted, long deadline, boolean room) {
        long sequence = verdicts.add();
        if (room) {
            waiting.add(new Arrival(this, sequence, deadline, posted));
        } else {
            settle(sequence, Verdict.REFUSED, full());
        }
    }

    private static String full() {
        return "the receiver holds too many messages that no handler has taken yet";
    }

    void floor(long sequence) {
        verdicts.forgetBelow(sequence);
    }

    // What is handed over.

    /**
     * Adds up to {@code most} messages to hand over next, in order.
     *
     * @return whether there were any; if not, the lane counts as not being served, and {@link #successor} may begin
     */
    public boolean take(int most, List<Arrival> into) {
        for (int i = 0; i < most; i++) {
            Arrival next = waiting.poll();
            if (next == null) {
                break;
            }
            into.add(next);
        }
        running = !into.isEmpty();
        return running;
    }

    /** The same lane of a newer session, if it waited for this one and somebody must begin to serve it now; once. */
    public @Nullable ReceivingLane successor() {
        ReceivingLane next = after;
        if (running || next == null) {
            return null;
        }
        after = null;
        next.before = null;
        return next.begin() ? next : null;
    }

    /** Whether the sender counts anew, so that no handler may begin with anything of this lane. From any thread. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** Whether somebody must begin to serve the lane; true once until {@link #take} finds none. */
    public boolean begin() {
        boolean begins = !running && before == null && !waiting.isEmpty();
        running |= begins;
        return begins;
    }

    /** Handlers are done with them, or will never see them. */
    public void settle(List<Handled> handled) {
        long free = 0;
        for (Handled each : handled) {
            free += each.arrival().cost();
        }
        budget.give(free);
        for (Handled each : handled) {
            settle(each.arrival().sequence(), each.verdict(), each.reason());
        }
    }

    private void settle(long sequence, Verdict verdict, String reason) {
        if (sequence < verdicts.floor()) {
            return;
        }
        String kept = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        verdicts.set(sequence, verdict, kept);
        reports.add(sequence, verdict, kept);
    }

    // What is told to the sender.

    private void report(long sequence) {
        Verdict verdict = verdicts.of(sequence);
        if (verdict != null) {
            reports.add(sequence, verdict, verdicts.reason(sequence));
        }
    }

    /** What was told may be lost: all verdicts that the sender may not know are told again. */
    void reportAll() {
        reports.clear();
        lack.tellAgain();
        for (long sequence = verdicts.floor(); sequence < verdicts.next(); sequence++) {
            report(sequence);
        }
    }

    /** Nobody is there to be told. */
    void forgetReports() {
        reports.clear();
        lack.told();
    }

    boolean hasReports() {
        return !reports.isEmpty() || lack.isToBeTold();
    }

    /** Adds about {@code bytes} of what has to be told; returns how much it was. */
    int takeReports(List<Item> into, int bytes) {
        int used = 0;
        while (used < bytes) {
            Item.Ack ack = reports.poll();
            if (ack == null) {
                break;
            }
            into.add(ack);
            used += REPORT_OVERHEAD + MOST_BYTES_OF_A_CHAR * ack.reason().length();
        }
        if (used < bytes && lack.isToBeTold()) {
            lack.told();
            into.add(new Item.Again(session, id, verdicts.next()));
            used += REPORT_OVERHEAD;
        }
        return used;
    }

    /** Nothing of it will be handed over any more; what a handler has taken may still end. */
    void abandon() {
        abandoned = true;
        abandonUnfinished();
        for (Arrival arrival = waiting.poll(); arrival != null; arrival = waiting.poll()) {
            budget.give(arrival.cost());
        }
    }

    /** Nothing waits, is reported or expected: gives back what it does not need for that; see {@link Verdicts#rest}. */
    int rest(int most) {
        if (!verdicts.isAtRest() && waiting.isEmpty()) {
            waiting.clear();
            reports.rest();
        }
        return verdicts.rest(most);
    }
}
