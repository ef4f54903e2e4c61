package org.pastecluster.it.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Requests of which the rest never comes: some heads, some bodies, on connections that stay open or are closed half. */
final class Halves implements Form {

    private final int connections;
    private final Duration patience;

    /** @param patience how long each may take to be turned away */
    Halves(int connections, Duration patience) {
        this.connections = connections;
        this.patience = patience;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("400", "401", "403", "408");
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Caller caller = new Caller(target);
            callers.add(caller);
            String whole = random.nextBoolean()
                    ? Heads.forgedPost(target, "health", "Content-Length", "1000") + "{\"host\":"
                    : Heads.forgedPost(target, "join", "Transfer-Encoding", "chunked") + "8\r\n{\"host\":\r\n";
            int end = random.nextInt(3) == 0 ? random.nextInt(1, whole.length()) : whole.length();
            var unused = caller.send(whole.substring(0, end));
            if (random.nextInt(4) == 0) {
                caller.finish();
            }
        }
        long until = System.nanoTime() + patience.toNanos();
        for (Caller caller : callers) {
            tally.add("half a request", caller.answer(Duration.ofNanos(Math.max(1, until - System.nanoTime()))));
            caller.close();
        }
        return tally;
    }
}
