package org.pastecluster.messenger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pastecluster.Delivery;
import org.pastecluster.Verdict;

/** What becomes of a message to one target. */
final class SingleDelivery extends CompletableFuture<Delivery> implements Outgoing.Teller {

    private final Delivery delivered;

    /**
     * @param delivered what is told when it was delivered, the same object each time
     */
    SingleDelivery(Delivery delivered) {
        this.delivered = delivered;
    }

    @Override
    public void tell(Outgoing settled) {
        Delivery.Outcome outcome = settled.outcome();
        complete(
                outcome.verdict() == Verdict.DELIVERED
                                && outcome.equals(delivered.outcomes().get(0))
                        ? delivered
                        : new Delivery(List.of(outcome)));
    }

    @Override
    public boolean isAwaited() {
        return getNumberOfDependents() > 0;
    }
}
