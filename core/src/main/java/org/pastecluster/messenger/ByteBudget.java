package org.pastecluster.messenger;

import java.util.concurrent.atomic.AtomicLong;
import org.pastecluster.delivery.Budget;

/** A budget that the lanes of all senders share. */
final class ByteBudget implements Budget {

    private final AtomicLong left;

    ByteBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    @Override
    public boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    @Override
    public void give(long bytes) {
        left.addAndGet(bytes);
    }
}
