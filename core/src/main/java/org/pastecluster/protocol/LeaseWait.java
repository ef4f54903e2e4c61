package org.pastecluster.protocol;

import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderRef;

/**
 * Until when a claimant waits: the end of every lease that it was told of. A node that was restarted can't know what it
 * granted before; its word counts only if anybody knows of a predecessor.
 */
final class LeaseWait {

    /** A peer that claims more than so many of this node's leases is not believed. */
    private static final int LONGEST_LEASES = 4;

    private final NodeState state;
    private boolean predecessorKnown;
    private long told;
    private long possible;

    LeaseWait(NodeState state) {
        this.state = state;
    }

    /**
     * Begins anew.
     *
     * @param predecessor the leader that may still hold a lease; null for none
     */
    void begin(@Nullable LeaderRef predecessor) {
        predecessorKnown = predecessor != null;
        told = Peer.NEVER;
        possible = Peer.NEVER;
    }

    void add(Grant grant) {
        long until = state.now() + Math.min(grant.remainingNanos(), LONGEST_LEASES * state.timing.lease);
        LeaderRef leader = grant.leader();
        if (leader == null) {
            possible = Math.max(possible, until);
        } else if (!state.self.is(leader.member())) {
            predecessorKnown = true;
            told = Math.max(told, until);
        }
    }

    /**
     * When no lease runs any more; a member that did not answer may have acknowledged a heartbeat later than the others, and is given
     * that time to answer.
     */
    long end(boolean somebodyMissing, long claimedAt) {
        long until = predecessorKnown ? Math.max(told, possible) : told;
        return somebodyMissing && predecessorKnown ? Math.max(until, claimedAt) + state.timing.heartbeat : until;
    }
}
