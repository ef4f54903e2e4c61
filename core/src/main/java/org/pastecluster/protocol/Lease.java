package org.pastecluster.protocol;

/**
 * How long this leader may believe in itself: so long after the sending of its latest frame that a member acknowledged. A
 * leader without other members renews it itself, as long as its loop runs.
 */
final class Lease {

    private final long length;
    private long renewedAt = Peer.NEVER;

    Lease(long length) {
        this.length = length;
    }

    void begin(long from) {
        renewedAt = from;
    }

    /** A frame sent at this time was acknowledged. Returns whether the lease runs longer now. */
    boolean renew(long sentAt) {
        if (sentAt <= renewedAt) {
            return false;
        }
        renewedAt = sentAt;
        return true;
    }

    long renewedAt() {
        return renewedAt;
    }

    long end() {
        return renewedAt + length;
    }

    boolean hasEnded(long now) {
        return now >= end();
    }
}
