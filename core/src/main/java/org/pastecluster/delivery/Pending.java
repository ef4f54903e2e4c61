package org.pastecluster.delivery;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Verdict;
import org.pastecluster.message.Posted;

/** A message that was accepted, on its way to one target, until its verdict. */
public class Pending {

    /** What one message costs besides its bytes, with all that hangs on it until its verdict. */
    public static final int OVERHEAD = 320;

    private final Posted posted;
    private final int lane;
    private final long deadline;
    private final int cost;
    private @Nullable Verdict verdict;
    private String reason = "";
    private boolean transmitted;

    /**
     * @param lane messages of one lane keep their order
     * @param deadline after this moment no handler may begin with it, on the clock of whoever drives
     */
    public Pending(Posted posted, int lane, long deadline) {
        this.posted = posted;
        this.lane = lane;
        this.deadline = deadline;
        this.cost = cost(posted);
    }

    public final Posted posted() {
        return posted;
    }

    public final int lane() {
        return lane;
    }

    public final long deadline() {
        return deadline;
    }

    /** What it counts against bounds, in bytes. */
    public final int cost() {
        return cost;
    }

    static int cost(Posted posted) {
        return posted.message().length() + OVERHEAD;
    }

    /** Whether a part of it has been given out to be written: from then on it is bound to its target. */
    public final boolean isTransmitted() {
        return transmitted;
    }

    /** Null until it is settled. */
    public final @Nullable Verdict verdict() {
        return verdict;
    }

    /** A sentence for people; empty when it was delivered. */
    public final String reason() {
        return reason;
    }

    /** It is given out to be written. */
    public final void bind() {
        transmitted = true;
    }

    /** Gives it its verdict. Once. */
    public final void settle(Verdict found, String why) {
        verdict = found;
        reason = why;
    }
}
