package org.pastecluster.protocol;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderRef;

/** What this node knows of leaders that it did not acknowledge: who followed them, and when it heard so. */
final class Hearsay {

    private Hearsay() {}

    /**
     * A lease that may run of the leader that was heard of last. It may have been renewed since, until it was called in vain.
     *
     * @param last the leader that a claimant means to succeed, of whom it knows itself
     * @param candidate the claimant
     */
    static @Nullable Grant lease(NodeState state, @Nullable LeaderRef last, Member candidate) {
        long within = state.timing.lease + state.timing.heartbeat;
        Peer hearing = state.peers.lastFollowing(
                0,
                state.now() - within,
                leader -> state.self.is(leader.member())
                        || candidate.isSameProcessAs(leader.member())
                        || (last != null && last.isSameProcessAs(leader) && leader.number() <= last.number()));
        if (hearing == null || hearing.following == null) {
            return null;
        }
        long remaining = hearing.heardAt + within - state.now();
        return remaining <= 0 ? null : new Grant(hearing.following, remaining);
    }
}
