package org.pastecluster.protocol;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.LeaderRef;

/** What this node knows of another from talking to it. */
final class Peer {

    /** Before anything was heard; far enough back that no span of time reaches it. */
    static final long NEVER = Long.MIN_VALUE / 4;

    final String host;

    /** The process that was last known to answer there; null before one did. */
    @Nullable
    Member member;

    /** The largest stamp that came from that process, and when it came. */
    long stamp;

    long heardAt = NEVER;

    /** When a frame came from it that nobody passed on. */
    long directAt = NEVER;

    /** When the last of the direct calls was sent that brought nothing. */
    private long failedAt = NEVER;

    /** When the first call was sent that brought nothing since it was last heard. */
    private long silentSince = NEVER;

    private Refusal refusal = new Refusal();

    /** Whom it followed when it was last heard. */
    @Nullable
    LeaderRef following;

    /** The node through which it is called, as a direct call brought nothing; null when it is called directly. */
    @Nullable
    String via;

    /** When a direct call will be tried again although {@code via} works. */
    long directAgainAt;

    /** Whether a .NET node answered there last; it has no part in what nodes of this project decide. */
    boolean neighbour;

    /** When it was last used for anything, for forgetting the least useful one first. */
    long usedAt;

    Peer(String host) {
        this.host = host;
    }

    long incarnation() {
        return member == null ? 0 : member.incarnation();
    }

    /** Another process answers at this host from now on. */
    void becomes(Member process) {
        if (member == null || member.incarnation() != process.incarnation()) {
            stamp = 0;
            heardAt = NEVER;
            following = null;
            refusal = new Refusal();
        }
        member = process;
    }

    /** A frame of it came that is newer than all before. */
    void heard(Envelope envelope, boolean itCalled, Identity self, long now) {
        if (heardAt == NEVER) {
            // What refused before need not have been this process.
            refusal = new Refusal();
        }
        refusal.heard(envelope, itCalled, self, now);
        neighbour = false;
        member = envelope.from();
        stamp = envelope.stamp();
        heardAt = now;
        following = envelope.following();
    }

    /** A direct call that was sent at this time brought nothing. */
    void failed(CallFailure failure, long sentAt) {
        if (!isSuspected()) {
            silentSince = sentAt;
        }
        if (sentAt >= failedAt) {
            failedAt = sentAt;
            if (failure == CallFailure.REFUSED) {
                refusal.refused(sentAt);
            } else {
                refusal.failedOtherwise();
            }
        }
    }

    /**
     * It answered a direct call that was sent at this time. A call from before one that it refused, whose answer is late, does not tell
     * whether its address is open again.
     */
    void answered(long sentAt, long now) {
        directAt = now;
        if (sentAt > failedAt) {
            refusal.answered();
        }
    }

    Refusal refusal() {
        return refusal;
    }

    /** Whether the last call brought nothing, and nothing was heard since. */
    boolean isSuspected() {
        return failedAt >= heardAt && failedAt > NEVER;
    }

    /** Whether a call that was sent since then brought nothing, and nothing was heard afterwards. */
    boolean isSuspectedSince(long time) {
        return isSuspected() && failedAt >= time;
    }

    /** When it was first called in vain since it was last heard; {@code otherwise} if it has not been. */
    long silentSince(long otherwise) {
        return isSuspected() ? silentSince : otherwise;
    }

    boolean isHeardSince(long time) {
        return heardAt >= time;
    }
}
