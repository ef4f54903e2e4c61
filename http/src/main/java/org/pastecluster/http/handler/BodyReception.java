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

    private final Admission admission;
    private final String address;
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
    BodyReception(
            Admission admission, String address, int limit, Consumer<RefusedException> refuse, Consumer<byte[]> whole) {
        this.admission = admission;
        this.address = address;
        this.limit = limit;
        this.refuse = refuse;
        this.whole = whole;
    }

    @Override
    public boolean take(byte[] buffer, int count) {
        RefusedException refusal;
        synchronized (this) {
            if (over) {
                return false;
            }
            refusal = append(buffer, count);
        }
        if (refusal != null) {
            refuse(refusal);
        }
        return refusal == null;
    }

    private @Nullable RefusedException append(byte[] buffer, int count) {
        if (count > limit - length) {
            return tooLarge(limit);
        }
        int needed = length + count;
        if (needed > bytes.length) {
            int capacity = Math.min(limit, Math.max(needed, Math.max(FIRST, 2 * bytes.length)));
            if (!admission.hold(address, capacity - bytes.length)) {
                return new RefusedException(503, "this node holds too many bodies already; try later");
            }
            bytes = Arrays.copyOf(bytes, capacity);
        }
        System.arraycopy(buffer, 0, bytes, length, count);
        length = needed;
        return null;
    }

    static RefusedException tooLarge(int limit) {
        return new RefusedException(413, "the body is longer than " + limit + " bytes");
    }

    @Override
    public void end() {
        byte[] body;
        int held;
        synchronized (this) {
            if (over) {
                return;
            }
            held = bytes.length;
            body = length == held ? bytes : Arrays.copyOf(bytes, length);
            finish();
        }
        try {
            whole.accept(body);
        } finally {
            admission.release(address, held);
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
            admission.release(address, bytes.length);
            finish();
        }
        refuse.accept(refusal);
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
