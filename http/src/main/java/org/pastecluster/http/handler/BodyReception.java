package org.pastecluster.http.handler;

import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body that arrives: counts what it holds against what all may hold, and ends at its last byte, at a limit or when its time is
 * over, whatever comes first. What a stranger only announces holds nothing. Thread-safe.
 */
final class BodyReception implements BodySink {

    private static final int FIRST = 1024;
    private static final byte[] NOTHING = {};

    private final Place place;
    private final int limit;
    private final Consumer<RefusedException> refuse;
    private final Consumer<byte[]> whole;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean over;
    private @Nullable Future<?> deadline;

    /**
     * @param limit longest body
     * @param refuse called at most once, instead of {@code whole}
     * @param whole takes the body; what it returned from is held no longer
     */
    BodyReception(Place place, int limit, Consumer<RefusedException> refuse, Consumer<byte[]> whole) {
        this.place = place;
        this.limit = limit;
        this.refuse = refuse;
        this.whole = whole;
    }

    @Override
    public boolean take(byte[] buffer, int count) {
        int more = missingFor(count);
        if (more < 0) {
            refuse(tooLarge(limit));
            return false;
        }
        // Not under the lock: it may displace other requests, and theirs might do the same with this one.
        if (more > 0 && !place.hold(more)) {
            refuse(new RefusedException(503, "this node holds too many bodies already; try later"));
            return false;
        }
        return append(buffer, count, more);
    }

    /** How much longer the buffer has to be; negative when the body would be too long. */
    private synchronized int missingFor(int count) {
        if (count > limit - length) {
            return -1;
        }
        int needed = length + count;
        if (over || needed <= bytes.length) {
            return 0;
        }
        return Math.min(limit, Math.max(needed, Math.max(FIRST, 2 * bytes.length))) - bytes.length;
    }

    private synchronized boolean append(byte[] buffer, int count, int more) {
        if (over) {
            return false;
        }
        if (more > 0) {
            bytes = Arrays.copyOf(bytes, bytes.length + more);
        }
        System.arraycopy(buffer, 0, bytes, length, count);
        length += count;
        return true;
    }

    static RefusedException tooLarge(int limit) {
        return new RefusedException(413, "the body is longer than " + limit + " bytes");
    }

    @Override
    public void end() {
        byte[] body;
        synchronized (this) {
            if (over) {
                return;
            }
            body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            finish();
        }
        place.takeInHand();
        try {
            whole.accept(body);
        } finally {
            place.release();
            place.stay();
        }
    }

    @Override
    public void broken() {
        refuse(new RefusedException(400, "the body could not be read to its end"));
    }

    /** The time is over. */
    void late() {
        refuse(new RefusedException(408, "the body did not arrive in time"));
    }

    private void refuse(RefusedException refusal) {
        synchronized (this) {
            if (over) {
                return;
            }
            finish();
        }
        place.release();
        refuse.accept(refusal);
    }

    /** The request is over: what comes of its body is thrown away. */
    void abandon() {
        synchronized (this) {
            if (over) {
                return;
            }
            finish();
        }
        place.release();
    }

    private void finish() {
        over = true;
        bytes = NOTHING;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    synchronized boolean isOver() {
        return over;
    }

    /** To be cancelled when the body is there. */
    synchronized void deadline(Future<?> task) {
        if (over) {
            task.cancel(false);
        } else {
            deadline = task;
        }
    }
}
