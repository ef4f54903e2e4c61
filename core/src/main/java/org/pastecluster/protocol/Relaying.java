package org.pastecluster.protocol;

import java.util.function.BiConsumer;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/** Passes requests on for nodes that can't reach each other, as they are, and learns by it which way leads back. */
final class Relaying {

    private final NodeState state;
    private final BiConsumer<Frame, Replies> received;

    /**
     * @param received takes a request that was meant for this node
     */
    Relaying(NodeState state, BiConsumer<Frame, Replies> received) {
        this.state = state;
        this.received = received;
    }

    void onRelay(Request.Relay request, Envelope envelope, Replies reply) {
        String target = request.target();
        String hop = envelope.from().host();
        Frame inner = request.inner();
        learnWayBack(inner.envelope().from().host(), hop);
        if (target.equals(state.self.host())) {
            Replies wrapped = new Replies(
                    state,
                    inner.envelope().from(),
                    answer -> reply.give(new Reply.Relayed(answer, Reply.Finding.ALIVE)));
            received.accept(inner, wrapped);
            return;
        }
        String next = nextOnTheWayTo(target, hop);
        if (request.relays() < (next.equals(target) ? 1 : 2)) {
            reply.give(new Reply.Relayed(null, Reply.Finding.SILENT));
            return;
        }
        long timeout = state.timing.checkTimeout * request.relays() / (Calls.RELAYS + 1);
        Request.Relay onward = new Request.Relay(target, request.relays() - 1, inner);
        state.calls.passOn(next, onward, timeout, outcome(reply));
    }

    /** The node to hand it to: one that is known to reach the target, or the target itself. */
    private String nextOnTheWayTo(String target, String hop) {
        Peer peer = state.peers.at(target, state.now());
        String via = peer.via;
        if (via == null && peer.isSuspected()) {
            via = state.peers.whoReaches(target, hop, state.now() - state.timing.lease);
        }
        return via == null || via.equals(hop) ? target : via;
    }

    /** Who sends through others can't be called directly either, unless a frame came from it directly just now. */
    private void learnWayBack(String origin, String hop) {
        if (origin.equals(hop) || origin.equals(state.self.host())) {
            return;
        }
        Peer peer = state.peers.at(origin, state.now());
        if (peer.via == null && peer.directAt < state.now() - state.timing.doubt) {
            peer.via = hop;
        }
    }

    private Calls.Outcome outcome(Replies reply) {
        return new Calls.Outcome() {
            @Override
            public void replied(Frame inner) {
                boolean replaced = inner.body() instanceof Reply.Refused refused
                        && refused.reason() == Reply.Refusal.OTHER_INCARNATION;
                reply.give(new Reply.Relayed(inner, replaced ? Reply.Finding.REPLACED : Reply.Finding.ALIVE));
            }

            @Override
            public void failed(CallFailure failure) {
                Reply.Finding finding = failure == CallFailure.REFUSED ? Reply.Finding.REFUSED : Reply.Finding.SILENT;
                reply.give(new Reply.Relayed(null, finding));
            }
        };
    }
}
