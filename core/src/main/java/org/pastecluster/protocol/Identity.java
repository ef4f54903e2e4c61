package org.pastecluster.protocol;

import org.pastecluster.Member;
import org.pastecluster.NodeAddress;

/** Who this node is, and since when. */
final class Identity {

    private final long incarnation;
    private Member member;
    private long startedAt;
    private long startWallMillis;
    private long lastStamp;

    Identity(NodeAddress address, long incarnation) {
        this.incarnation = incarnation;
        this.member = new Member(address, incarnation);
    }

    void start(long now, long wallMillis) {
        startedAt = now;
        startWallMillis = wallMillis;
    }

    void rename(NodeAddress address) {
        member = new Member(address, incarnation);
    }

    Member member() {
        return member;
    }

    String host() {
        return member.host();
    }

    long incarnation() {
        return incarnation;
    }

    boolean is(Member other) {
        return member.isSameProcessAs(other);
    }

    long uptime(long now) {
        return now - startedAt;
    }

    /** Epoch milliseconds as the wall clock would show them had it run evenly since the start. */
    long wallMillis(long now) {
        return startWallMillis + (now - startedAt) / 1_000_000;
    }

    /** A stamp for a frame that is sent now. Each is larger than the one before, so that a late frame can be told. */
    long stamp(long now) {
        lastStamp = Math.max(now - startedAt + 1, lastStamp + 1);
        return lastStamp;
    }

    /** When the frame with this stamp was sent, on the node's clock. */
    long sentAt(long stamp) {
        return stamp - 1 + startedAt;
    }
}
