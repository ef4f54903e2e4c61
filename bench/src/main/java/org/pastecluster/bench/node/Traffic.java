package org.pastecluster.bench.node;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;

/**
 * Streams of numbered messages, and their receiver. A body is a kind, the sender's index, a number, and padding. The receiver counts
 * what its handler is handed, and what is out of order. Where there is a window, it tells the sender at each quarter of one.
 */
final class Traffic implements Inbox {

    static final int HEADER = 1 + 1 + Long.BYTES;
    static final byte DATA = 1;
    static final byte CREDIT = 2;

    private static final int QUARTERS = 4;

    private final SystemNode system;
    private final NodePlan plan;
    private final Pings pings;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong disorder = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLongArray credits;
    private volatile int creditEvery;
    private volatile boolean stopped;
    private volatile boolean waiting;
    private volatile long sent;
    private volatile @Nullable Thread sender;

    Traffic(SystemNode system, NodePlan plan) {
        this.system = system;
        this.plan = plan;
        this.pings = new Pings(system, plan);
        this.credits = new AtomicLongArray(plan.size());
    }

    Pings pings() {
        return pings;
    }

    /** Counts from zero again; the next stream has that window. */
    void reset(int window) {
        creditEvery = window / QUARTERS;
        received.set(0);
        disorder.set(0);
        acknowledged.set(0);
        for (int i = 0; i < plan.size(); i++) {
            credits.set(i, 0);
        }
    }

    /** Sends until {@link #stop}. The target is an index, or -1 for all others. */
    void stream(int target, int size, int window) {
        stopped = false;
        Thread thread = new Thread(() -> send(target, size, window), "bench-sender");
        thread.setDaemon(true);
        sender = thread;
        thread.start();
    }

    private void send(int target, int size, int window) {
        boolean fresh = system.keepsBodies();
        byte[] body = new byte[size];
        long number = 0;
        for (; !stopped && (window == 0 || hasCredit(target, number, window)); number++) {
            if (fresh) {
                body = new byte[size];
            }
            write(body, DATA, plan.index(), number);
            if (target < 0) {
                system.broadcast(body);
            } else {
                system.send(target, body);
            }
        }
        sent = number;
    }

    /** How many messages the stream had; known once it has stopped. */
    long sent() {
        return sent;
    }

    private boolean hasCredit(int target, long sent, int window) {
        while (sent - credit(target) >= window) {
            waiting = true;
            if (sent - credit(target) >= window && !stopped) {
                LockSupport.park(this);
            }
            waiting = false;
            if (stopped) {
                return false;
            }
        }
        return true;
    }

    private long credit(int target) {
        if (target >= 0) {
            return credits.get(target);
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < plan.size(); i++) {
            if (i != plan.index()) {
                least = Math.min(least, credits.get(i));
            }
        }
        return least;
    }

    /** Ends the stream; waits until the sender has returned, for so long at most. */
    boolean stop(long millis) throws InterruptedException {
        stopped = true;
        Thread thread = sender;
        if (thread == null) {
            return true;
        }
        LockSupport.unpark(thread);
        thread.join(millis);
        return !thread.isAlive();
    }

    long received() {
        return received.get();
    }

    long disorder() {
        return disorder.get();
    }

    /** How many messages the system told this sender have arrived; -1 if it tells of none. */
    long acknowledged() {
        return system.acknowledges() ? acknowledged.get() : -1;
    }

    @Override
    public void received(byte[] buffer, int offset, int length) {
        if (length < HEADER) {
            return;
        }
        int origin = buffer[offset + 1];
        long number = ByteBuffer.wrap(buffer, offset + 2, Long.BYTES).getLong();
        switch (buffer[offset]) {
            case DATA -> data(origin, number);
            case CREDIT -> credit(origin, number);
            default -> pings.received(buffer, offset, length, origin, number);
        }
    }

    /** One stream at a time, in order, so that one thread at a time is here. */
    private void data(int origin, long number) {
        long expected = received.get();
        if (number != expected) {
            disorder.lazySet(disorder.get() + 1);
        }
        received.lazySet(expected + 1);
        int every = creditEvery;
        if (every > 0 && (expected + 1) % every == 0) {
            byte[] body = new byte[HEADER];
            write(body, CREDIT, plan.index(), expected + 1);
            system.send(origin, body);
        }
    }

    private void credit(int origin, long number) {
        credits.set(origin, number);
        if (waiting) {
            LockSupport.unpark(sender);
        }
    }

    @Override
    public void acknowledged(long count) {
        acknowledged.addAndGet(count);
    }

    static void write(byte[] body, byte kind, int origin, long number) {
        body[0] = kind;
        body[1] = (byte) origin;
        ByteBuffer.wrap(body, 2, Long.BYTES).putLong(number);
    }
}
