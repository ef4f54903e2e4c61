package org.pastecluster.delivery;

/**
 * Tells how long batches of one sender were on their way or lay unread, without clocks that agree: by how much later each came than the
 * quickest ones of the last minute. Two clocks whose rates differ by 100 ppm make that wrong by some 6 ms.
 */
final class Transit {

    private static final long WINDOW_NANOS = 30_000_000_000L;
    private static final long FORGET_NANOS = 600_000_000_000L;

    private long windowStart;
    private long lastAt;
    private long quickest = Long.MAX_VALUE;
    private long quickestBefore = Long.MAX_VALUE;

    /**
     * A batch came in.
     *
     * @param stamp the sender's monotonic clock when it was written
     * @param now the receiver's
     * @return how long it took longer than the quickest
     */
    long age(long stamp, long now) {
        boolean first = quickest == Long.MAX_VALUE && quickestBefore == Long.MAX_VALUE;
        if (first || now - lastAt > FORGET_NANOS) {
            quickest = now - stamp;
            quickestBefore = Long.MAX_VALUE;
            windowStart = now;
            lastAt = now;
            return 0;
        }
        long took = now - stamp;
        long age = Math.max(0, took - Math.min(quickest, quickestBefore));
        if (now - windowStart > WINDOW_NANOS) {
            quickestBefore = quickest;
            quickest = took;
            windowStart = now;
        } else {
            quickest = Math.min(quickest, took);
        }
        lastAt = now;
        return age;
    }
}
