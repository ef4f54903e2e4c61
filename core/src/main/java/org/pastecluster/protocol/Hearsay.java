package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;

/** What this node knows of leaders that it did not acknowledge: who followed them, and when it heard so. */
final class Hearsay {

    private Hearsay() {}

    /**
     * Leases that may run: that of the leader that was heard of last, which may have been renewed since, unless its address has refused since;
     * and that of the claimant's predecessor from when it last said itself that it leads.
     *
     * @param last the leader that a claimant means to succeed, of whom it knows itself who followed it; null for none
     * @param fate what became of it, as far as the claimant knows
     * @param candidate the claimant
     */
    static List<Grant> leases(NodeState state, @Nullable LeaderRef last, LeaderFate fate, Member candidate) {
        List<Grant> leases = new ArrayList<>();
        long within = state.timing.lease + state.timing.heartbeat;
        Peer hearing = state.peers.lastFollowing(
                0,
                state.now() - within,
                (follower, leader) -> state.self.is(leader.member())
                        || candidate.isSameProcessAs(leader.member())
                        || (last != null && last.isSameProcessAs(leader) && leader.number() <= last.number())
                        || isGoneSince(state, leader, follower.heardAt));
        add(leases, state, hearing, within);
        if (last != null && fate == LeaderFate.SILENT) {
            Peer former = state.peers.find(last.host());
            if (former != null && leads(last, former) && !isGone(state, former)) {
                add(leases, state, former, state.timing.lease + state.timing.clockDrift);
            }
        }
        return leases;
    }

    private static boolean leads(LeaderRef last, Peer former) {
        return former.following != null && former.following.isSameProcessAs(last);
    }

    /** Whether this node itself has called that process after it was last heard that somebody follows it, and was refused. */
    private static boolean isGoneSince(NodeState state, LeaderRef leader, long heardAt) {
        Peer there = state.peers.find(leader.host());
        return there != null
                && there.member != null
                && there.member.isSameProcessAs(leader.member())
                && isGone(state, there)
                && there.refusal().isLaterThan(heardAt);
    }

    private static boolean isGone(NodeState state, Peer former) {
        return former.refusal().saysGone() && state.settings.trustRefusal();
    }

    private static void add(List<Grant> leases, NodeState state, @Nullable Peer hearing, long within) {
        if (hearing != null && hearing.following != null) {
            long remaining = hearing.heardAt + within - state.now();
            if (remaining > 0) {
                leases.add(new Grant(hearing.following, remaining));
            }
        }
    }
}
