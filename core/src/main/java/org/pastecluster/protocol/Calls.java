package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * The calls that are under way. A node that can't be called directly is called through another one that reaches it.
 *
 * <p>Bounded: of what exceeds the bound, the call fails at once as {@link CallFailure#SILENT}.
 */
final class Calls {

    /** How many nodes may pass a request on, one after another. */
    static final int RELAYS = 3;

    private static final int BOUND = 16_384;

    /** How often a direct call is tried again to a node that is called through another. */
    private static final long DIRECT_AGAIN_HEARTBEATS = 10;

    /** For calls of which only what the answer's envelope says matters. */
    static final Outcome NO_MATTER = new Outcome() {
        @Override
        public void replied(Frame reply) {}

        @Override
        public void failed(CallFailure failure) {}
    };

    private final NodeState state;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private long lastExchange;

    Calls(NodeState state) {
        this.state = state;
    }

    /** What becomes of a call: exactly one of the two, once. */
    interface Outcome {
        /** Whoever answers at the host has been heard already when this is called. */
        void replied(Frame reply);

        void failed(CallFailure failure);

        /** The host leads back to this node: another spelling of its address, or a name that leads astray. */
        default void answeredByOneself() {
            failed(CallFailure.SILENT);
        }
    }

    /** Calls a node, directly or through the node that is known to reach it. */
    void call(String host, Request request, Outcome outcome) {
        call(host, request, state.timing.callTimeout, outcome);
    }

    void call(String host, Request request, long timeout, Outcome outcome) {
        Peer peer = state.peers.at(host, state.now());
        String via = peer.via;
        if (via == null) {
            callDirectly(host, request, timeout, outcome);
        } else if (state.now() >= peer.directAgainAt) {
            peer.directAgainAt = state.now() + DIRECT_AGAIN_HEARTBEATS * state.timing.heartbeat;
            tryDirectly(host, request, timeout, outcome);
        } else {
            tryThrough(via, host, request, timeout, outcome);
        }
    }

    void callDirectly(String host, Request request, long timeout, Outcome outcome) {
        send(host, frame(state.peers.at(host, state.now()), request), timeout, host, true, outcome);
    }

    /** Calls {@code host} through {@code via}, which need not be the known way. */
    void callThrough(String via, String host, Request request, Outcome outcome) {
        Peer peer = state.peers.at(host, state.now());
        callThrough(via, host, frame(peer, request), RELAYS, state.timing.callTimeout, outcome);
    }

    /** Passes a frame on, which may be somebody else's; {@code via} may be its target itself. */
    void callThrough(String via, String host, Frame inner, int relays, long timeout, Outcome outcome) {
        Request.Relay relay = new Request.Relay(host, relays, inner);
        boolean own = inner.envelope().from().incarnation() == state.self.incarnation();
        send(via, frame(state.peers.at(via, state.now()), relay), timeout, host, own, new Outcome() {
            @Override
            public void replied(Frame reply) {
                if (reply.envelope().from().host().equals(host)) {
                    foundWay(via, host);
                    outcome.replied(reply);
                } else {
                    lostWay(via, host);
                    outcome.failed(failureOf(reply));
                }
            }

            @Override
            public void failed(CallFailure failure) {
                lostWay(via, host);
                outcome.failed(via.equals(host) ? failure : CallFailure.SILENT);
            }
        });
    }

    private Frame frame(Peer to, Request request) {
        boolean whoever = request instanceof Request.Ask;
        return new Frame(envelope(to, whoever ? 0 : to.incarnation()), request);
    }

    /** An answer to that process. */
    Frame answer(Member to, Reply reply) {
        return new Frame(envelope(state.peers.at(to.host(), state.now()), to.incarnation()), reply);
    }

    private Envelope envelope(Peer to, long toIncarnation) {
        long now = state.now();
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
                state.self.stamp(now),
                known ? to.stamp : 0,
                following,
                state.membership.id());
    }

    void replied(long exchange, Frame reply, Hearing hearing) {
        Pending call = pending.remove(exchange);
        if (call == null) {
            return;
        }
        if (reply.envelope().toIncarnation() != state.self.incarnation()) {
            call.outcome.failed(CallFailure.FOREIGN);
            return;
        }
        if (isMine(reply)) {
            call.outcome.answeredByOneself();
            return;
        }
        state.peers.at(reply.envelope().from().host(), state.now()).directAt = state.now();
        hearing.heardAnswer(reply.envelope());
        Frame inner = reply.body() instanceof Reply.Relayed relayed ? relayed.inner() : null;
        if (inner == null) {
            call.outcome.replied(reply);
        } else if (!call.own) {
            call.outcome.replied(inner);
        } else if (inner.envelope().toIncarnation() == state.self.incarnation() && !isMine(inner)) {
            hearing.heardAnswer(inner.envelope());
            call.outcome.replied(inner);
        } else {
            call.outcome.failed(CallFailure.FOREIGN);
        }
    }

    void failed(long exchange, CallFailure failure) {
        Pending call = pending.remove(exchange);
        if (call != null) {
            state.peers.at(call.host, state.now()).failed(failure, call.sentAt);
            call.outcome.failed(failure);
        }
    }

    void clear() {
        pending.clear();
    }

    private void send(String host, Frame frame, long timeout, String target, boolean own, Outcome outcome) {
        if (pending.size() >= BOUND) {
            outcome.failed(CallFailure.SILENT);
            return;
        }
        long exchange = ++lastExchange;
        pending.put(exchange, new Pending(host, target, own, state.now(), outcome));
        state.out.add(new Output.Call(exchange, host, frame, timeout));
    }

    /** If nobody listens any more at the node in between, the target itself is called. */
    private void tryThrough(String via, String host, Request request, long timeout, Outcome outcome) {
        Peer peer = state.peers.at(host, state.now());
        callThrough(via, host, frame(peer, request), RELAYS, timeout, new Outcome() {
            @Override
            public void replied(Frame reply) {
                outcome.replied(reply);
            }

            @Override
            public void failed(CallFailure failure) {
                Peer between = state.peers.at(via, state.now());
                if (peer.via == null && between.isRefusing()) {
                    callDirectly(host, request, timeout, outcome);
                } else {
                    outcome.failed(failure);
                }
            }
        });
    }

    private void tryDirectly(String host, Request request, long timeout, Outcome outcome) {
        Peer peer = state.peers.at(host, state.now());
        callDirectly(host, request, timeout, new Outcome() {
            @Override
            public void replied(Frame reply) {
                peer.via = null;
                outcome.replied(reply);
            }

            @Override
            public void failed(CallFailure failure) {
                String via = peer.via;
                if (via == null) {
                    outcome.failed(failure);
                } else {
                    callThrough(via, host, frame(peer, request), RELAYS, timeout, outcome);
                }
            }
        });
    }

    private boolean isMine(Frame frame) {
        return frame.envelope().from().incarnation() == state.self.incarnation();
    }

    private void foundWay(String via, String host) {
        if (!via.equals(host)) {
            state.peers.at(host, state.now()).via = via;
        }
    }

    private void lostWay(String via, String host) {
        Peer peer = state.peers.at(host, state.now());
        if (via.equals(peer.via)) {
            peer.via = null;
        }
    }

    private static CallFailure failureOf(Frame relayReply) {
        boolean refused = relayReply.body() instanceof Reply.Relayed relayed
                && (relayed.finding() == Reply.Finding.REFUSED || relayed.finding() == Reply.Finding.REPLACED);
        return refused ? CallFailure.REFUSED : CallFailure.SILENT;
    }

    /**
     * @param host who was called
     * @param target who was meant: another one when {@code host} passes the request on
     * @param sentAt when it was sent
     * @param own whether the request is this node's own, and not passed on for another
     */
    private record Pending(String host, String target, boolean own, long sentAt, Outcome outcome) {}
}
