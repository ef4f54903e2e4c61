package org.pastecluster.protocol;

import org.pastecluster.HistoryKind;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Request;

/**
 * Takes note of what every frame says of its sender, before its body is looked at.
 *
 * <p>Two processes that claim one host are told apart by calling that host: whoever answers there is the true one. What came
 * from the other waits until then, and is turned away.
 */
final class Hearing {

    private static final int OPEN_BOUND = 64;

    private final NodeState state;
    private final Roles roles;
    private int open;

    Hearing(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    /** What becomes of a request whose sender has been looked at. */
    interface Judged {
        /** The sender is who it says; its request may be acted on. */
        void genuine();

        /** Another process answers at the sender's host. */
        void falseHost();

        /** It could not be found out; the sender may try again. */
        void unknown();
    }

    /** A host was called, and this answered: whoever it is, it is the one that is there. */
    void heardAnswer(Envelope envelope) {
        String from = envelope.from().host();
        if (from.equals(state.self.host())) {
            return;
        }
        Peer peer = state.peers.at(from, state.now());
        if (peer.member != null && peer.incarnation() != envelope.from().incarnation()) {
            peer.becomes(envelope.from());
            note(peer, envelope, false);
            roles.replaced(peer);
        } else {
            note(peer, envelope, false);
        }
    }

    /** A request came in. {@code judged} is told at once, or once the sender's host has answered. */
    void heardRequest(Envelope envelope, Judged judged) {
        String from = envelope.from().host();
        if (envelope.from().incarnation() == state.self.incarnation()) {
            judged.genuine();
            return;
        }
        boolean myHost = from.equals(state.self.host());
        Peer peer = state.peers.at(from, state.now());
        boolean another =
                peer.member != null && peer.incarnation() != envelope.from().incarnation();
        if (myHost || another) {
            dispute(from, envelope, judged);
            return;
        }
        note(peer, envelope, true);
        judged.genuine();
    }

    private void note(Peer peer, Envelope envelope, boolean itCalled) {
        state.numbers.see(envelope.seen());
        state.numbers.publish(envelope.published());
        if (peer.member == null) {
            state.roster.hearOf(peer.host, state.now());
        }
        boolean fresh = envelope.stamp() > peer.stamp;
        if (fresh) {
            peer.heard(envelope, itCalled, state.self, state.now());
            roles.heard(peer, envelope, itCalled);
        }
    }

    private void dispute(String host, Envelope envelope, Judged judged) {
        if (open >= OPEN_BOUND) {
            judged.unknown();
            return;
        }
        open++;
        state.calls.callDirectly(host, new Request.Ask(host), state.timing.checkTimeout, new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                open--;
                Member there = reply.envelope().from();
                if (there.host().equals(host)) {
                    settle(envelope, judged, there.incarnation());
                } else {
                    settleUncalled(envelope, judged);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                open--;
                settleUncalled(envelope, judged);
            }

            @Override
            public void answeredByOneself() {
                open--;
                if (host.equals(state.self.host())) {
                    settle(envelope, judged, state.self.incarnation());
                } else {
                    settleUncalled(envelope, judged);
                }
            }
        });
    }

    private void settle(Envelope claimed, Judged judged, long trueIncarnation) {
        String host = claimed.from().host();
        if (claimed.from().incarnation() == trueIncarnation) {
            if (host.equals(state.self.host())) {
                roles.stop("Another process answers at this node's own address " + host
                        + "; give each process an address of its own.");
                return;
            }
            note(state.peers.at(host, state.now()), claimed, true);
            judged.genuine();
        } else {
            state.out.note(HistoryKind.SELF, 0, claimed.from(), "a process claims " + host + ", where another answers");
            judged.falseHost();
        }
    }

    /** The host can't be called from here: the newcomer is believed unless the process known there was heard lately. */
    private void settleUncalled(Envelope claimed, Judged judged) {
        String host = claimed.from().host();
        Peer peer = state.peers.at(host, state.now());
        boolean mine = host.equals(state.self.host());
        if (!mine && !peer.isHeardSince(state.now() - state.timing.verdict)) {
            peer.becomes(claimed.from());
            note(peer, claimed, true);
            roles.replaced(peer);
            judged.genuine();
        } else {
            judged.unknown();
        }
    }
}
