package org.pastecluster.it.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Requests that come a byte at a time. */
final class Trickles implements Form {

    private final int connections;
    private final int bytes;
    private final Duration step;

    /** @param bytes how many each sends, {@code step} apart */
    Trickles(int connections, int bytes, Duration step) {
        this.connections = connections;
        this.bytes = bytes;
        this.step = step;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("400", "401", "403", "408");
        String request = Heads.forgedPost(target, "health", "Content-Length", "1000");
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Caller caller = new Caller(target);
            callers.add(caller);
            // Half of them trickle the head, the others the body.
            var unused = caller.send(i % 2 == 0 ? "POST /api/cluster/health HTTP/1.1\r\nX: " : request + "{");
        }
        for (int i = 0; i < bytes; i++) {
            LockSupport.parkNanos(step.toNanos());
            for (Caller caller : callers) {
                var unused = caller.send("x");
            }
        }
        for (Caller caller : callers) {
            tally.add("a trickle", caller.answer(Duration.ofMillis(1)));
            caller.close();
        }
        return tally;
    }
}
