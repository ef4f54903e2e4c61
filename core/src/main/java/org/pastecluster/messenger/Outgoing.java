package org.pastecluster.messenger;

import org.pastecluster.Delivery;
import org.pastecluster.Verdict;
import org.pastecluster.delivery.Pending;
import org.pastecluster.message.Posted;

/** A message to one target, and who wants to know what became of it. */
final class Outgoing extends Pending {

    /** Takes verdicts. */
    interface Teller {
        /** The message has its verdict. Once for each target. */
        void tell(Outgoing settled);

        /** Whether code of the application runs when it is told. */
        boolean isAwaited();
    }

    private final Teller teller;
    private final boolean bound;
    private volatile Delivery.Outcome delivered;

    /**
     * @param delivered the outcome if it is delivered, which is the same for all of a target
     * @param bound whether it is for that process alone, not for a later one at its address
     */
    Outgoing(Posted posted, int lane, long deadline, Teller teller, Delivery.Outcome delivered, boolean bound) {
        super(posted, lane, deadline);
        this.teller = teller;
        this.delivered = delivered;
        this.bound = bound;
    }

    Teller teller() {
        return teller;
    }

    /** Whether it goes to whoever leads. */
    boolean isForTheLeader() {
        return posted().leaderOnly() && !bound;
    }

    boolean isBound() {
        return bound;
    }

    /** It goes to another process than it was for. */
    void redirect(Delivery.Outcome deliveredThere) {
        delivered = deliveredThere;
    }

    /** What became of it. */
    Delivery.Outcome outcome() {
        Verdict verdict = verdict();
        Delivery.Outcome ifDelivered = delivered;
        if (verdict == null) {
            throw new IllegalStateException("A message without a verdict was told of.");
        }
        return verdict == Verdict.DELIVERED && reason().isEmpty()
                ? ifDelivered
                : new Delivery.Outcome(ifDelivered.target(), verdict, reason());
    }
}
