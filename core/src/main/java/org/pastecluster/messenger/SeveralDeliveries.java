package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pastecluster.Delivery;

/** What becomes of a message to several targets, in the order of these. */
final class SeveralDeliveries implements Outgoing.Teller {

    private final CompletableFuture<Delivery> future = new CompletableFuture<>();
    private final List<Outgoing> targets;
    private int open;

    SeveralDeliveries(int count) {
        this.targets = new ArrayList<>(count);
        this.open = count;
    }

    /** Before it is sent. */
    void add(Outgoing target) {
        targets.add(target);
    }

    CompletableFuture<Delivery> future() {
        return future;
    }

    @Override
    public void tell(Outgoing settled) {
        synchronized (this) {
            open--;
            if (open > 0) {
                return;
            }
        }
        future.complete(new Delivery(targets.stream().map(Outgoing::outcome).toList()));
    }

    @Override
    public boolean isAwaited() {
        return future.getNumberOfDependents() > 0;
    }
}
