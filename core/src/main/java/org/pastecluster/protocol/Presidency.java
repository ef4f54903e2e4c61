package org.pastecluster.protocol;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.NeighbourRequest;

/**
 * Watches over the .NET node that presides, for the leader who speaks for the nodes of this project: a healthy one answers,
 * names itself, and announces who joins. When it is not, or .NET nodes disagree about it for two heartbeats, this leader leads.
 */
final class Presidency {

    private static final int JOIN_HEARTBEATS = 5;
    private static final int DISAGREEMENT_HEARTBEATS = 2;

    private final NodeState state;
    private final Leading leading;
    private long announcementDue = Long.MAX_VALUE;

    Presidency(NodeState state, Leading leading) {
        this.state = state;
        this.leading = leading;
    }

    void begin() {
        announcementDue = Long.MAX_VALUE;
        if (state.membership.presiding() != null) {
            joined(state.self.member());
        }
    }

    /** A node of this project is a member now; the .NET master must let it in as well. */
    void joined(Member member) {
        Member presiding = state.membership.presiding();
        if (presiding != null) {
            announcementDue = Math.min(announcementDue, state.now() + JOIN_HEARTBEATS * state.timing.heartbeat);
            state.calls.callDirectly(
                    presiding.host(), new NeighbourRequest.Join(member), state.timing.callTimeout, Calls.NO_MATTER);
        }
    }

    /** A .NET node sent its list as master. */
    void announced(Member by) {
        Member presiding = state.membership.presiding();
        if (presiding != null && presiding.host().equals(by.host())) {
            announcementDue = Long.MAX_VALUE;
        }
    }

    void looked(Neighbour neighbour, @Nullable Member named) {
        Member presiding = state.membership.presiding();
        if (presiding == null) {
            return;
        }
        if (named != null && named.host().equals(presiding.host())) {
            neighbour.differsSince = Peer.NEVER;
        } else if (neighbour.differsSince == Peer.NEVER) {
            neighbour.differsSince = state.now();
        } else if (state.now() - neighbour.differsSince >= DISAGREEMENT_HEARTBEATS * state.timing.heartbeat) {
            leading.leadInstead(neighbour.host() + " does not follow the .NET node " + presiding.host());
            return;
        }
        if (neighbour.host().equals(presiding.host()) && state.now() >= announcementDue) {
            leading.leadInstead("the .NET node " + presiding.host() + " lets nobody in");
        }
    }
}
