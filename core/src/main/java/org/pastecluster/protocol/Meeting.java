package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.HistoryKind;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Figures;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewUpdate;

/**
 * Two leaders meet, and one of them goes on.
 *
 * <p>They exchange figures; the one with the smaller host decides, once, from both, and the decision holds for a lease. The
 * winner takes a higher number in place and publishes it to the loser; the loser yields to that and to nothing else, so that
 * a lost message leaves two leaders a little longer, and never none.
 */
final class Meeting {

    private static final int BOUND = 64;

    private final NodeState state;
    private final Roles roles;
    private final Map<Long, Encounter> encounters = new LinkedHashMap<>();
    private long engagedWith;
    private long engagedUntil = Peer.NEVER;
    private boolean yielding;

    Meeting(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    /** Somebody follows, or is, another leader. */
    void sighted(LeaderRef other, String via) {
        if (state.self.is(other.member()) || other.host().equals(state.self.host())) {
            return;
        }
        Encounter encounter = encounterWith(other);
        if (state.now() < encounter.againAt || isEngagedWithAnother(other)) {
            return;
        }
        encounter.againAt = state.now() + state.timing.heartbeat;
        send(other, via, null);
    }

    /** Whether it was decided that another leader goes on, and this one waits for that one's view. */
    boolean isYielding() {
        return yielding && state.now() < engagedUntil;
    }

    private boolean isEngagedWithAnother(LeaderRef other) {
        return state.now() < engagedUntil && engagedWith != other.incarnation();
    }

    private void engage(LeaderRef other, boolean asLoser) {
        engagedWith = other.incarnation();
        engagedUntil = state.now() + (asLoser ? state.timing.heartbeat : state.timing.checkTimeout);
        yielding = asLoser;
    }

    private void disengage() {
        engagedUntil = Peer.NEVER;
        yielding = false;
    }

    void onMeet(Request.Meet request, Replies reply) {
        if (roles.role() != Role.LEADING) {
            reply.refuse(Reply.Refusal.NOT_LEADER, "this node does not lead", state.allegiance.acknowledged());
            return;
        }
        Figures theirs = request.mine();
        if (isEngagedWithAnother(theirs.leader())) {
            reply.refuse(Reply.Refusal.BUSY, "this leader is meeting another one", state.allegiance.acknowledged());
            return;
        }
        Figures mine = roles.leading().figures();
        if (request.decision() != null) {
            decided(request.decision(), theirs);
            reply.give(new Reply.Met(mine, request.decision(), viewFor(theirs.leader(), request.decision())));
        } else if (decidesHere(theirs)) {
            LeaderRef decision = decide(mine, theirs);
            decided(decision, theirs);
            reply.give(new Reply.Met(mine, decision, viewFor(theirs.leader(), decision)));
        } else {
            engage(theirs.leader(), false);
            reply.give(new Reply.Met(mine, null, null));
        }
    }

    /** What a winner's answer brings the loser, who may not be reachable from here. */
    private @Nullable ViewUpdate viewFor(LeaderRef loser, LeaderRef winner) {
        return state.self.is(winner.member()) ? state.membership.whole(List.of(loser)) : null;
    }

    private void send(LeaderRef other, String via, @Nullable LeaderRef decision) {
        Request.Meet meet = new Request.Meet(roles.leading().figures(), decision);
        engage(other, decision != null);
        state.calls.call(other.host(), meet, state.timing.checkTimeout, new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                met(reply, other, via);
            }

            @Override
            public void failed(CallFailure failure) {
                if (!via.equals(other.host()) && roles.role() == Role.LEADING) {
                    state.calls.callThrough(via, other.host(), meet, new Calls.Outcome() {
                        @Override
                        public void replied(Frame reply) {
                            met(reply, other, via);
                        }

                        @Override
                        public void failed(CallFailure again) {}
                    });
                }
            }
        });
    }

    private void met(Frame reply, LeaderRef other, String via) {
        if (roles.role() != Role.LEADING) {
            return;
        }
        if (!(reply.body() instanceof Reply.Met met)) {
            disengage();
            if (reply.body() instanceof Reply.Refused refused && refused.reason() == Reply.Refusal.BUSY) {
                state.timers.after(state.timing.heartbeat / 4, () -> meetAgain(other, via));
            }
            return;
        }
        if (met.update() != null) {
            roles.reception().yieldTo(met.update());
        } else if (met.decision() != null) {
            decided(met.decision(), met.mine());
        } else if (decidesHere(met.mine())) {
            LeaderRef decision = decide(roles.leading().figures(), met.mine());
            decided(decision, met.mine());
            if (!state.self.is(decision.member()) && roles.role() == Role.LEADING) {
                send(met.mine().leader(), met.mine().leader().host(), decision);
            }
        }
    }

    private void meetAgain(LeaderRef other, String via) {
        if (roles.role() == Role.LEADING) {
            encounterWith(other).againAt = Peer.NEVER;
            sighted(other, via);
        }
    }

    private boolean decidesHere(Figures theirs) {
        return state.self.host().compareTo(theirs.leader().host()) < 0;
    }

    private LeaderRef decide(Figures mine, Figures theirs) {
        Encounter encounter = encounterWith(theirs.leader());
        LeaderRef before = encounter.decision;
        if (before != null && state.now() < encounter.decidedUntil) {
            return before;
        }
        LeaderRef decision = mine.winsAgainst(theirs) ? mine.leader() : theirs.leader();
        encounter.decision = decision;
        encounter.decidedUntil = state.now() + state.timing.lease;
        state.out.note(
                HistoryKind.MET,
                decision.number(),
                decision.member(),
                "goes on: " + describe(mine) + " met " + describe(theirs));
        return decision;
    }

    private static String describe(Figures figures) {
        return figures.leader().host() + " (support " + figures.support() + ", led "
                + Following.millis(figures.ledNanos()) + " ms)";
    }

    /** The winner goes on above both numbers; the loser waits for that. */
    private void decided(LeaderRef winner, Figures theirs) {
        Encounter encounter = encounterWith(theirs.leader());
        if (!state.self.is(winner.member())) {
            engage(theirs.leader(), true);
            return;
        }
        disengage();
        if (state.now() >= encounter.outbidAgainAt) {
            encounter.outbidAgainAt = state.now() + state.timing.heartbeat;
            state.numbers.publish(theirs.leader().number());
            roles.leading()
                    .outbid(
                            theirs.leader(),
                            "goes on after meeting " + theirs.leader().host());
        }
    }

    private Encounter encounterWith(LeaderRef other) {
        Encounter encounter = encounters.get(other.incarnation());
        if (encounter == null) {
            if (encounters.size() >= BOUND) {
                encounters.remove(encounters.keySet().iterator().next());
            }
            encounter = new Encounter();
            encounters.put(other.incarnation(), encounter);
        }
        return encounter;
    }

    private static final class Encounter {
        private @Nullable LeaderRef decision;
        private long decidedUntil = Peer.NEVER;
        private long outbidAgainAt = Peer.NEVER;
        private long againAt = Peer.NEVER;
    }
}
