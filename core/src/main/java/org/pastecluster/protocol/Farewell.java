package org.pastecluster.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Request;

/** Giving up leadership or membership on purpose, so that nobody has to wait for a time-out. */
final class Farewell {

    private final NodeState state;
    private final Roles roles;
    private int open;
    private boolean leaving;

    Farewell(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    /** Leaves the cluster; the node stops when everybody who must know has answered, or after a short time. */
    void leave() {
        if (leaving) {
            return;
        }
        leaving = true;
        switch (roles.role()) {
            case LEADING -> resign("this node leaves", true);
            case FOLLOWING -> {
                LeaderRef leader = state.allegiance.leader();
                roles.leaveQuietly();
                if (leader != null) {
                    tell(leader.host(), new Request.Leave());
                }
            }
            case CLAIMING -> roles.candidacy().withdraw();
            case ASKING, STOPPED -> {}
        }
        state.timers.after(state.timing.checkTimeout, () -> roles.stop(null));
        stopIfTold();
    }

    /** Hands leadership to the best follower and stays; without a follower nothing happens. */
    void handOver() {
        if (roles.role() == Role.LEADING && heir() != null) {
            resign("leadership is handed over", false);
        }
    }

    private void resign(String reason, boolean leavingToo) {
        LeaderRef leadership = roles.leading().leadership();
        List<Follower> told = List.copyOf(roles.leading().followers());
        Follower best = heir();
        String heir = best == null ? null : best.host();
        Member lastNeighbour =
                leavingToo && told.isEmpty() ? roles.leading().neighbours().first() : null;
        roles.giveUp(reason, leavingToo);
        if (lastNeighbour != null) {
            tell(lastNeighbour.host(), new NeighbourRequest.Leave(state.self.member()));
        }
        for (Follower follower : told) {
            tell(follower.host(), new Request.Resign(leadership, heir, null, leavingToo));
        }
    }

    /** Tells its members whom a leader that lost against another now follows. */
    void yieldTo(LeaderRef winner, LeaderRef leadership, List<Member> members) {
        for (Member member : members) {
            if (!state.self.is(member) && !member.isSameProcessAs(winner.member())) {
                state.calls.call(member.host(), new Request.Resign(leadership, null, winner, false), Calls.NO_MATTER);
            }
        }
    }

    /** The longest-standing of those that are called directly and were heard within the last heartbeat and a half. */
    private @Nullable Follower heir() {
        Follower best = null;
        for (Follower follower : roles.leading().followers()) {
            if (best == null || (isGood(follower) && !isGood(best))) {
                best = follower;
            }
        }
        return best;
    }

    private boolean isGood(Follower follower) {
        return state.peers.at(follower.host(), state.now()).via == null
                && !follower.refused
                && follower.silence(state.now()) < state.timing.heartbeat * 3 / 2;
    }

    private void tell(String host, Request request) {
        open++;
        state.calls.call(host, request, state.timing.checkTimeout, new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                open--;
                stopIfTold();
            }

            @Override
            public void failed(CallFailure failure) {
                open--;
                stopIfTold();
            }
        });
    }

    private void stopIfTold() {
        if (leaving && open == 0) {
            roles.stop(null);
        }
    }
}
