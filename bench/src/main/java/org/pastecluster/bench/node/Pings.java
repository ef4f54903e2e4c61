package org.pastecluster.bench.node;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;

/**
 * Ping-pong. The other side answers in its handler, and the next ping leaves in the handler of the answer: what is measured are two
 * messages and their handlers, and no hand-over to a thread that waits, which would cost every system the same.
 */
final class Pings {

    static final byte PING = 3;
    static final byte PONG = 4;

    /** As many are timed at least, however long that takes: a machine may stall for longer than is measured. */
    private static final int FEWEST = 10;

    private static final int MOST = 400_000;
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final SystemNode system;
    private final NodePlan plan;
    private final long[] nanos = new long[MOST];
    private int count;
    private int target;
    private int size;
    private long sentAt;
    private long measureFrom;
    private long measureUntil;
    private volatile long expected;
    private volatile CountDownLatch over = new CountDownLatch(0);

    Pings(SystemNode system, NodePlan plan) {
        this.system = system;
        this.plan = plan;
    }

    /** Pings for that long, the first part unmeasured. Returns the times in order of size, in nanoseconds; none if an answer stayed out. */
    long[] run(int whom, int bytes, long warmMillis, long millis) throws InterruptedException {
        target = whom;
        size = bytes;
        count = 0;
        long now = System.nanoTime();
        measureFrom = now + TimeUnit.MILLISECONDS.toNanos(warmMillis);
        measureUntil = measureFrom + TimeUnit.MILLISECONDS.toNanos(millis);
        CountDownLatch latch = new CountDownLatch(1);
        over = latch;
        next();
        boolean ended = latch.await(
                warmMillis + millis + TimeUnit.SECONDS.toMillis(LONGEST_WAIT_SECONDS), TimeUnit.MILLISECONDS);
        long[] all = ended ? Arrays.copyOf(nanos, count) : new long[0];
        Arrays.sort(all);
        return all;
    }

    private void next() {
        byte[] body = new byte[size];
        long number = expected + 1;
        Traffic.write(body, PING, plan.index(), number);
        sentAt = System.nanoTime();
        expected = number;
        system.send(target, body);
    }

    void received(byte[] buffer, int offset, int length, int origin, long number) {
        if (buffer[offset] == PING) {
            byte[] body = Arrays.copyOfRange(buffer, offset, offset + length);
            Traffic.write(body, PONG, plan.index(), number);
            system.send(origin, body);
        } else if (buffer[offset] == PONG && number == expected) {
            pong();
        }
    }

    private void pong() {
        long now = System.nanoTime();
        if (now >= measureFrom && count < MOST) {
            nanos[count++] = now - sentAt;
        }
        if (now >= measureUntil && count >= FEWEST) {
            over.countDown();
        } else {
            next();
        }
    }
}
