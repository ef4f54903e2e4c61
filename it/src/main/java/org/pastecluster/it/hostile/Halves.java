package org.pastecluster.it.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Requests of which the rest never comes: some heads, some bodies, on connections that stay open or are closed half. */
final class Halves implements Form {

    private final int connections;
    private final Duration patience;
    private final CountDownLatch stop;

    /**
     * @param patience how long they are waited for before their answers are looked at
     * @param stop is down when that is to end at once
     */
    Halves(int connections, Duration patience, CountDownLatch stop) {
        this.connections = connections;
        this.patience = patience;
        this.stop = stop;
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
        try {
            var unused = stop.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        for (Caller caller : callers) {
            tally.add("half a request", caller.answer(Duration.ofMillis(1)));
            caller.close();
        }
        return tally;
    }
}
