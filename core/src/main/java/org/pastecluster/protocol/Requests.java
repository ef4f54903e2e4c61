package org.pastecluster.protocol;

import java.util.List;
import org.pastecluster.Role;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewUpdate;

/** Hands each request to the part that answers it. */
final class Requests {

    private final NodeState state;
    private final Roles roles;
    private final Hearing hearing;
    private final Relaying relaying;
    private final Carrying carrying;

    Requests(NodeState state, Roles roles, Hearing hearing) {
        this.state = state;
        this.roles = roles;
        this.hearing = hearing;
        this.relaying = new Relaying(state, this::received);
        this.carrying = new Carrying(state);
    }

    Carrying carrying() {
        return carrying;
    }

    /** A request came in, directly or through others. */
    void received(Frame frame, Replies reply) {
        Envelope envelope = frame.envelope();
        if (roles.hasEnded() || !(frame.body() instanceof Request request)) {
            return;
        }
        if (envelope.from().isNeighbour()) {
            if (request instanceof NeighbourRequest neighbourly) {
                state.neighbourhood().received(neighbourly, reply);
            }
            return;
        }
        state.numbers.see(envelope.seen());
        state.numbers.publish(envelope.published());
        boolean mine = envelope.from().incarnation() == state.self.incarnation();
        if (mine && !(request instanceof Request.Ask)) {
            reply.acknowledge();
            return;
        }
        if (envelope.toIncarnation() != 0 && envelope.toIncarnation() != state.self.incarnation()) {
            reply.refuse(Reply.Refusal.OTHER_INCARNATION, "this process was started later", null);
            return;
        }
        hearing.heardRequest(envelope, new Hearing.Judged() {
            @Override
            public void genuine() {
                answer(request, envelope, reply);
            }

            @Override
            public void unknown() {
                String host = envelope.from().host();
                reply.refuse(
                        Reply.Refusal.BUSY,
                        "which process is at " + host + " could not be found out; try again",
                        state.allegiance.acknowledged());
            }

            @Override
            public void falseHost() {
                String host = envelope.from().host();
                reply.refuse(
                        Reply.Refusal.FALSE_HOST,
                        "Another process answers at " + host + "; give each process an address of its own.",
                        null);
            }
        });
    }

    private void answer(Request request, Envelope envelope, Replies reply) {
        if (roles.role() == Role.STOPPED) {
            reply.refuse(Reply.Refusal.STOPPED, "this node leaves", null);
        } else if (request instanceof Request.Ask) {
            reply.give(state());
        } else if (request instanceof Request.Join join) {
            onJoin(join, envelope, reply);
        } else if (request instanceof Request.Heartbeat) {
            onHeartbeat(envelope, reply);
        } else if (request instanceof Request.Publish publish) {
            roles.reception().onPublish(publish, envelope, reply);
        } else if (request instanceof Request.Compete compete) {
            roles.voting().onCompete(compete, envelope, reply);
        } else if (request instanceof Request.Withdraw withdraw) {
            roles.voting().onWithdraw(withdraw, envelope, reply);
        } else if (request instanceof Request.Resign resign) {
            reply.acknowledge();
            roles.following().onResign(resign);
        } else if (request instanceof Request.Leave) {
            onLeave(envelope, reply);
        } else if (request instanceof Request.Remove remove) {
            remove(remove.host());
            reply.acknowledge();
        } else if (request instanceof Request.Relay relay) {
            relaying.onRelay(relay, envelope, reply);
        } else if (request instanceof Request.Meet meet) {
            roles.meeting().onMeet(meet, reply);
        } else if (request instanceof Request.Carry carry) {
            carrying.onCarry(carry, envelope, reply);
        } else if (request instanceof Request.Sighting sighting) {
            reply.acknowledge();
            roles.sighted(sighting.leader(), envelope.from().host());
        } else if (request instanceof NeighbourRequest.Heard heard) {
            reply.acknowledge();
            state.neighbourhood().passedOn(heard);
        }
    }

    private Reply.State state() {
        boolean member = !state.membership.isNew();
        long age = roles.role() == Role.FOLLOWING ? roles.following().newsAge() : 0;
        return new Reply.State(roles.role(), state.allegiance.acknowledged(), age, member);
    }

    private void onJoin(Request.Join join, Envelope envelope, Replies reply) {
        if (roles.role() != Role.LEADING) {
            reply.refuse(Reply.Refusal.NOT_LEADER, "this node does not lead", state.allegiance.acknowledged());
            return;
        }
        for (String host : join.wanted().subList(0, Math.min(join.wanted().size(), Search.AT_ONCE))) {
            boolean missing = !state.self.host().equals(host) && !state.membership.contains(host);
            if (missing && state.roster.hearOf(host, state.now())) {
                roles.added(host);
            }
        }
        roles.leading().outbidIfBehind(envelope.view());
        roles.leading().admit(envelope.from(), "it asked to join");
        LeaderRef theirs = envelope.following();
        boolean fromFollower = theirs != null && state.self.is(theirs.member());
        ViewUpdate lacked = fromFollower ? roles.leading().newsFor(envelope) : state.membership.whole(List.of());
        reply.give(new Reply.Update(lacked));
    }

    private void onHeartbeat(Envelope envelope, Replies reply) {
        LeaderRef theirs = envelope.following();
        boolean fromFollower = theirs != null && state.self.is(theirs.member());
        if (roles.role() == Role.LEADING && fromFollower) {
            reply.give(new Reply.Update(roles.leading().newsFor(envelope)));
        } else if (fromFollower) {
            reply.refuse(Reply.Refusal.NOT_LEADER, "this node does not lead", state.allegiance.acknowledged());
        } else {
            reply.give(new Reply.Update(null));
        }
    }

    private void onLeave(Envelope envelope, Replies reply) {
        if (roles.role() == Role.LEADING) {
            roles.leading().remove(envelope.from(), "it leaves");
        }
        reply.acknowledge();
    }

    /** Takes a host out of the cluster, or asks the leader to. */
    void remove(String host) {
        LeaderRef leader = state.allegiance.acknowledged();
        var member = state.membership.at(host);
        if (roles.role() == Role.LEADING) {
            if (member != null && !state.self.is(member)) {
                roles.leading().expel(member, "it was removed by hand");
            }
            state.roster.forget(host);
        } else if (leader != null) {
            state.calls.call(leader.host(), new Request.Remove(host), Calls.NO_MATTER);
        }
    }
}
