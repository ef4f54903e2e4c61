package org.pastecluster.messenger;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.pastecluster.delivery.Pending;

/**
 * Tells verdicts on which code of the application hangs: in order and on one thread, so that many do not cost many hand-overs. If that
 * code hangs against the rules, another thread goes on with the rest. Thread-safe.
 */
final class Telling implements Runnable {

    private static final long STUCK_NANOS = 100_000_000;

    private final Messenger messenger;
    private final Queue<List<Pending>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger runners = new AtomicInteger();
    private volatile long progressAt;

    Telling(Messenger messenger) {
        this.messenger = messenger;
    }

    void tell(List<Pending> settled) {
        waiting.add(settled);
        if (runners.compareAndSet(0, 1)) {
            progressAt = messenger.now();
            messenger.run(this);
        }
    }

    /** Looks after a runner that hangs; whether anything still waits. */
    boolean tick(long now) {
        if (waiting.isEmpty()) {
            return false;
        }
        if (now - progressAt > STUCK_NANOS) {
            runners.incrementAndGet();
            progressAt = now;
            messenger.run(this);
        }
        return true;
    }

    @Override
    public void run() {
        do {
            for (List<Pending> settled = waiting.poll(); settled != null; settled = waiting.poll()) {
                Messenger.tellHere(settled);
                progressAt = messenger.now();
            }
        } while (runners.decrementAndGet() == 0 && !waiting.isEmpty() && runners.compareAndSet(0, 1));
    }
}
