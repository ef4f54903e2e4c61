package org.pastecluster.protocol;

import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * While this node supports a claim and has no leader, it waits for what becomes of that claim. If no word of it comes it asks the
 * candidate: who heard of the claim from a third may be unknown to the candidate, and is told neither that it won
 * nor that it gave way.
 */
final class CandidateWatch {

    private final NodeState state;
    private final Roles roles;
    private int times;

    CandidateWatch(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    void begin() {
        times = 0;
    }

    /** How long to wait before the next {@link #ask}. */
    long pause() {
        return times <= 1 ? state.timing.foundingMargin : state.timing.heartbeat / 5;
    }

    /** Whether it is time to ask; not at first, for most claims are over in a moment. */
    boolean isDue() {
        return times++ > 0;
    }

    void ask(Claim claim) {
        String host = claim.candidate().host();
        state.calls.call(host, new Request.Ask(host), new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                Claim supported = state.allegiance.supported();
                if (roles.role() == Role.ASKING && supported != null && supported.equals(claim)) {
                    heard(claim, reply);
                }
            }

            @Override
            public void failed(CallFailure failure) {}
        });
    }

    /** It was asked when the claim had been made already, so if it does not compete now the claim has ended. */
    private void heard(Claim claim, Frame reply) {
        boolean same = claim.candidate().isSameProcessAs(reply.envelope().from());
        if (same && reply.body() instanceof Reply.State found && hasEnded(found)) {
            roles.voting().endSupport();
            LeaderRef leader = found.leader();
            if (leader != null) {
                roles.hearsOf(leader, claim.candidate().host());
            }
        }
    }

    private static boolean hasEnded(Reply.State candidate) {
        return candidate.role() != Role.CLAIMING && candidate.role() != Role.LEADING;
    }
}
