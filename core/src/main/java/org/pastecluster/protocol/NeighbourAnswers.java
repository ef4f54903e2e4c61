package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.Claim;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;

/**
 * Tells .NET nodes who leads. While that is being decided a question is held, for a .NET node that hears of no master founds a
 * cluster at once; after 3 s the best claimant is named, for its client gives up after 4.
 */
final class NeighbourAnswers {

    private static final long LONGEST_NANOS = 3_000_000_000L;
    private static final int HELD = 64;

    private final NodeState state;
    private final Roles roles;
    private final List<Replies> held = new ArrayList<>();
    private Timers.Timer end = Timers.Timer.none();

    NeighbourAnswers(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    void ask(Replies reply) {
        if (leader() != null || roles.role() == Role.STOPPED || held.size() >= HELD) {
            reply.give(now());
            return;
        }
        held.add(reply);
        if (!end.isPending()) {
            end = state.timers.after(LONGEST_NANOS, this::release);
        }
    }

    /** At the end of a step: it may have decided who leads. */
    void stepEnds() {
        if (!held.isEmpty() && (leader() != null || roles.role() == Role.STOPPED)) {
            release();
        }
    }

    /** What can be said at this moment. */
    Reply.Neighbour now() {
        Member leader = leader();
        Member named = leader != null || roles.role() == Role.STOPPED ? leader : bestClaimant();
        return new Reply.Neighbour(named, Math.max(1, state.membership.size()), 0, List.of());
    }

    private void release() {
        end.cancel();
        List<Replies> waiting = List.copyOf(held);
        held.clear();
        Reply.Neighbour answer = now();
        waiting.forEach(reply -> reply.give(answer));
    }

    private @Nullable Member leader() {
        LeaderRef acknowledged = state.allegiance.acknowledged();
        boolean decided = roles.role() == Role.LEADING || roles.role() == Role.FOLLOWING;
        if (acknowledged == null || !decided) {
            return null;
        }
        Member presiding = state.membership.presiding();
        return presiding == null ? acknowledged.member() : presiding;
    }

    private Member bestClaimant() {
        Claim supported = state.allegiance.supported();
        return supported == null ? state.self.member() : supported.candidate();
    }
}
