package org.pastecluster.protocol;

import org.pastecluster.Member;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/** Writes on every frame what it says of this node. Whoever acknowledges a leader by that grants it a lease. */
final class Envelopes {

    private final NodeState state;

    Envelopes(NodeState state) {
        this.state = state;
    }

    /** A request to whatever process is known there; a question who is there goes to any. */
    Frame request(Peer to, Request request) {
        boolean whoever = request instanceof Request.Ask;
        return new Frame(envelope(to, whoever ? 0 : to.incarnation()), request);
    }

    /** An answer to that process. */
    Frame answer(Member to, Reply reply) {
        return new Frame(envelope(state.peers.at(to.host(), state.now()), to.incarnation()), reply);
    }

    private Envelope envelope(Peer to, long toIncarnation) {
        LeaderRef following = state.allegiance.acknowledged();
        if (following != null
                && following.host().equals(to.host)
                && following.incarnation() == to.incarnation()
                && to.stamp > 0) {
            state.allegiance.grant(following, to.heardAt);
        }
        boolean known = toIncarnation != 0 && toIncarnation == to.incarnation();
        return new Envelope(
                state.self.member(),
                toIncarnation,
                state.numbers.seen(),
                state.numbers.published(),
                state.self.stamp(state.now()),
                known ? to.stamp : 0,
                following,
                state.membership.id());
    }
}
