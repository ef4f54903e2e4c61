package org.pastecluster.bench.soak.ledger;

import java.util.concurrent.atomic.AtomicLong;
import org.pastecluster.Verdict;

/**
 * What one process sent on one lane, and what it was told of each message: for each number whether its future is open, and a verdict with
 * the process that it is of, for each target. Verdicts may come on any thread; {@link #accept} and {@link #tick} have one each.
 */
public final class SentStream {

    static final short OPEN = 1;
    static final short DONE = 2;

    /** In place of a verdict: there were two. */
    static final short TWICE = 0x7fff;

    private static final int VERDICT_SHIFT = 12;

    /** Ticks are seconds: the longest time to live, a pause of the longest kind, and as long again for a machine that is busy. */
    static final int LATE_TICKS = 60;

    private final MappedFile file;
    private final int stride;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final long[] acceptedAt = new long[LATE_TICKS];
    private int ticks;
    private long closedUpTo;
    private long late;

    /** {@code nodes} is how many there are. */
    public SentStream(LedgerFiles files, NodeRun sender, SoakLane lane, int nodes) {
        this(MappedFile.toWrite(files.sent(sender, lane)), lane.verdicts(nodes));
    }

    private SentStream(MappedFile file, int verdicts) {
        this.file = file;
        this.stride = 1 + verdicts;
    }

    static SentStream toRead(LedgerFiles files, NodeRun sender, SoakLane lane, int nodes) {
        return new SentStream(MappedFile.toRead(files.sent(sender, lane)), lane.verdicts(nodes));
    }

    /** A message is about to be given away; its number. */
    public long accept() {
        long number = accepted.get() + 1;
        file.putShort(at(number, 0), OPEN);
        accepted.set(number);
        return number;
    }

    /**
     * A verdict was told.
     *
     * @param place which of the message's targets; 0 if it can have one only
     * @param process the target's number among the {@link Incarnations}; 0 if it was not told
     */
    public void told(long number, int place, Verdict verdict, int process) {
        long at = at(number, 1 + place);
        short value = (short) (number(verdict) << VERDICT_SHIFT | process);
        file.putShort(at, file.getShort(at) == 0 ? value : TWICE);
    }

    /** Its future completed; the verdicts were told before. */
    public void done(long number) {
        file.putShort(at(number, 0), DONE);
        done.incrementAndGet();
    }

    /** To be called each second, so that a process that is frozen is not blamed. */
    public synchronized void tick() {
        long upTo = accepted.get();
        while (closedUpTo < upTo && state(closedUpTo + 1) == DONE) {
            closedUpTo++;
        }
        int slot = ticks++ % LATE_TICKS;
        if (closedUpTo < acceptedAt[slot] && late == 0) {
            late = closedUpTo + 1;
        }
        acceptedAt[slot] = upTo;
    }

    /** A message whose future stayed open for too long; 0 if there was none. */
    public synchronized long late() {
        return late;
    }

    public long accepted() {
        return accepted.get();
    }

    /** How many have no verdict yet. */
    public long open() {
        return accepted.get() - done.get();
    }

    /** 0 when it was never sent. */
    short state(long number) {
        return file.getShort(at(number, 0));
    }

    /** 0 when there is none. */
    short told(long number, int place) {
        return file.getShort(at(number, 1 + place));
    }

    private static int number(Verdict verdict) {
        return switch (verdict) {
            case DELIVERED -> 1;
            case FAILED -> 2;
            case REFUSED -> 3;
            case EXPIRED -> 4;
            case GONE -> 5;
            case UNKNOWN -> 6;
        };
    }

    static Verdict verdict(short told) {
        for (Verdict verdict : Verdict.values()) {
            if (number(verdict) == told >> VERDICT_SHIFT) {
                return verdict;
            }
        }
        throw new IllegalStateException("There is no verdict " + told + ".");
    }

    static int process(short told) {
        return told & Incarnations.MOST;
    }

    private long at(long number, int column) {
        return (number * stride + column) * Short.BYTES;
    }
}
