package org.pastecluster.protocol;

import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * Calls a node, directly or, if that brought nothing, through others that reach it.
 *
 * <p>A way through others is learned from whoever got an answer for this node, and from whoever passed a request of the other
 * one on; the direct way is tried again now and then.
 */
final class Calls {

    /** How many nodes may pass a request on, one after another. */
    static final int RELAYS = 3;

    /** For calls of which only what the answer's envelope says matters. */
    static final Outcome NO_MATTER = new Outcome() {
        @Override
        public void replied(Frame reply) {}

        @Override
        public void failed(CallFailure failure) {}
    };

    /** How often a direct call is tried again to a node that is called through another. */
    private static final long DIRECT_AGAIN_HEARTBEATS = 10;

    private final NodeState state;

    Calls(NodeState state) {
        this.state = state;
    }

    /** What becomes of a call: exactly one of the three, once. */
    interface Outcome {
        /** Whoever answers at the host has been heard already when this is called. */
        void replied(Frame reply);

        void failed(CallFailure failure);

        /** The host leads back to this node: another spelling of its address, or a name that leads astray. */
        default void answeredByOneself() {
            failed(CallFailure.SILENT);
        }
    }

    /** Calls a node by the way that is known. */
    void call(String host, Request request, Outcome outcome) {
        call(host, request, state.timing.callTimeout, outcome);
    }

    /**
     * @param timeout how long it may take in all, whatever ways are tried
     */
    void call(String host, Request request, long timeout, Outcome outcome) {
        Peer peer = state.peers.at(host, state.now());
        String via = peer.via;
        if (via != null && state.peers.at(via, state.now()).isSuspected()) {
            lostWay(via, host);
            via = null;
        }
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
        state.exchanges.begin(host, request, timeout, outcome);
    }

    /** Calls {@code host} through {@code via}, which need not be the known way. */
    void callThrough(String via, String host, Request request, Outcome outcome) {
        callThrough(via, host, request, state.timing.callTimeout, outcome);
    }

    void callThrough(String via, String host, Request request, long timeout, Outcome outcome) {
        Frame inner = state.envelopes.request(state.peers.at(host, state.now()), request);
        Request.Relay relay = new Request.Relay(host, RELAYS, inner);
        Outcome unwrapped = new Outcome() {
            @Override
            public void replied(Frame reply) {
                Frame answer = answerIn(reply);
                if (answer == null) {
                    lostWay(via, host);
                    outcome.failed(failureIn(reply));
                } else if (isForMeFrom(host, answer)) {
                    foundWay(via, host);
                    state.hearing().heardAnswer(answer.envelope());
                    outcome.replied(answer);
                } else {
                    lostWay(via, host);
                    outcome.failed(CallFailure.FOREIGN);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                lostWay(via, host);
                outcome.failed(CallFailure.SILENT);
            }
        };
        String before = state.peers.at(via, state.now()).via;
        if (before == null || before.equals(host) || request instanceof Request.Relay) {
            callDirectly(via, relay, timeout, unwrapped);
        } else {
            callThrough(before, via, relay, timeout, unwrapped);
        }
    }

    /**
     * Passes somebody's request on.
     *
     * @param next the node to hand it to: another one on the way, or its target itself
     */
    void passOn(String next, Request.Relay relay, long timeout, Outcome outcome) {
        callDirectly(next, relay, timeout, new Outcome() {
            @Override
            public void replied(Frame reply) {
                Frame answer = answerIn(reply);
                if (answer == null) {
                    lostWay(next, relay.target());
                    outcome.failed(failureIn(reply));
                } else {
                    outcome.replied(answer);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                lostWay(next, relay.target());
                outcome.failed(next.equals(relay.target()) ? failure : CallFailure.SILENT);
            }
        });
    }

    /** If that brings nothing in half of the time, the target itself is called: the pair may have healed, and the helper may be gone. */
    private void tryThrough(String via, String host, Request request, long timeout, Outcome outcome) {
        long deadline = state.now() + timeout;
        callThrough(via, host, request, timeout / 2, new Outcome() {
            @Override
            public void replied(Frame reply) {
                outcome.replied(reply);
            }

            @Override
            public void failed(CallFailure failure) {
                boolean wayLost = state.peers.at(host, state.now()).via == null;
                long remaining = deadline - state.now();
                if (wayLost && remaining > 0) {
                    callDirectly(host, request, remaining, orElse(failure, outcome));
                } else {
                    outcome.failed(failure);
                }
            }
        });
    }

    private void tryDirectly(String host, Request request, long timeout, Outcome outcome) {
        Peer peer = state.peers.at(host, state.now());
        long half = timeout / 2;
        callDirectly(host, request, half, new Outcome() {
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
                    callThrough(via, host, request, half, orElse(failure, outcome));
                }
            }

            @Override
            public void answeredByOneself() {
                outcome.answeredByOneself();
            }
        });
    }

    /** A refusal that this node met itself proves more than the silence of others. */
    private static Outcome orElse(CallFailure met, Outcome outcome) {
        return new Outcome() {
            @Override
            public void replied(Frame reply) {
                outcome.replied(reply);
            }

            @Override
            public void failed(CallFailure failure) {
                outcome.failed(met == CallFailure.REFUSED ? met : failure);
            }
        };
    }

    private static @Nullable Frame answerIn(Frame reply) {
        return reply.body() instanceof Reply.Relayed relayed ? relayed.inner() : null;
    }

    private static CallFailure failureIn(Frame reply) {
        boolean refused = reply.body() instanceof Reply.Relayed relayed
                && (relayed.finding() == Reply.Finding.REFUSED || relayed.finding() == Reply.Finding.REPLACED);
        return refused ? CallFailure.REFUSED : CallFailure.SILENT;
    }

    private boolean isForMeFrom(String host, Frame answer) {
        return answer.envelope().toIncarnation() == state.self.incarnation()
                && answer.envelope().from().host().equals(host)
                && !state.self.is(answer.envelope().from());
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
}
