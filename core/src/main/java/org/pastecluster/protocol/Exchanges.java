package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * The calls that are under way, each to the node that is really called; {@link Calls} knows the ways.
 *
 * <p>Bounded: what exceeds the bound fails at once as {@link CallFailure#SILENT}.
 */
final class Exchanges {

    private static final int BOUND = 16_384;

    private final NodeState state;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private long last;

    Exchanges(NodeState state) {
        this.state = state;
    }

    void begin(String host, Request request, long timeout, Calls.Outcome outcome) {
        if (open.size() >= BOUND) {
            outcome.failed(CallFailure.SILENT);
            return;
        }
        long exchange = ++last;
        open.put(exchange, new Open(host, state.now(), request instanceof Request.Ask, outcome));
        Frame frame = state.envelopes.request(state.peers.at(host, state.now()), request);
        state.out.add(new Output.Call(exchange, host, frame, timeout));
    }

    void replied(long exchange, Frame reply) {
        Open call = open.remove(exchange);
        if (call == null) {
            return;
        }
        state.numbers.see(reply.envelope().seen());
        state.numbers.publish(reply.envelope().published());
        if (reply.envelope().toIncarnation() != state.self.incarnation()) {
            call.outcome.failed(CallFailure.FOREIGN);
        } else if (state.self.is(reply.envelope().from())) {
            call.outcome.answeredByOneself();
        } else if (reply.envelope().from().isNeighbour()) {
            repliedByNeighbour(call, reply);
        } else {
            state.peers.at(reply.envelope().from().host(), state.now()).answered(call.sentAt, state.now());
            state.hearing().heardAnswer(reply.envelope());
            if (call.whoever || reply.envelope().from().host().equals(call.host)) {
                call.outcome.replied(reply);
            } else {
                call.outcome.failed(CallFailure.FOREIGN);
            }
        }
    }

    /** Nothing that it says is news for what nodes of this project agree on. */
    private void repliedByNeighbour(Open call, Frame reply) {
        state.peers.at(call.host, state.now()).neighbour = true;
        if (reply.body() instanceof Reply.Neighbour answer) {
            state.neighbourhood().heard(reply.envelope().from(), answer);
            call.outcome.replied(reply);
        } else {
            call.outcome.failed(CallFailure.FOREIGN);
        }
    }

    void failed(long exchange, CallFailure failure) {
        Open call = open.remove(exchange);
        if (call != null) {
            Peer peer = state.peers.at(call.host, state.now());
            peer.failed(failure, call.sentAt);
            if (failure == CallFailure.REFUSED && peer.neighbour) {
                state.neighbourhood().refused(call.host);
            }
            peer.neighbour &= failure != CallFailure.FOREIGN;
            call.outcome.failed(failure);
        }
    }

    void clear() {
        open.clear();
    }

    /**
     * @param whoever whether any node may answer; else a name that leads to another one proves nothing of the one that was meant
     */
    private record Open(String host, long sentAt, boolean whoever, Calls.Outcome outcome) {}
}
