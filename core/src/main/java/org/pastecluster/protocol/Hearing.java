package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.HistoryKind;
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

    private static final int WAITING_BOUND = 64;

    private final NodeState state;
    private final Roles roles;
    private final Map<String, List<Waiting>> disputed = new LinkedHashMap<>();
    private int waiting;

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
    }

    /** The host was called, and this answered: whoever it is, it is the one that is there. */
    void heardAnswer(String host, Envelope envelope) {
        String from = envelope.from().host();
        if (envelope.from().incarnation() == state.self.incarnation()) {
            state.roster.isMyself(host);
            return;
        }
        if (from.equals(state.self.host())) {
            return;
        }
        Peer peer = state.peers.at(from, state.now());
        if (peer.member != null && peer.incarnation() != envelope.from().incarnation()) {
            peer.becomes(envelope.from());
            roles.replaced(peer);
        }
        note(peer, envelope, false);
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
        if (myHost || peer.member != null && peer.incarnation() != envelope.from().incarnation()) {
            dispute(from, envelope, judged);
            return;
        }
        note(peer, envelope, true);
        judged.genuine();
    }

    private void note(Peer peer, Envelope envelope, boolean itCalled) {
        state.numbers.see(envelope.seen());
        state.numbers.publish(envelope.published());
        boolean fresh = envelope.stamp() > peer.stamp;
        if (fresh) {
            peer.member = envelope.from();
            peer.stamp = envelope.stamp();
            peer.heardAt = state.now();
            peer.following = envelope.following();
            roles.heard(peer, envelope, itCalled);
        }
    }

    private void dispute(String host, Envelope envelope, Judged judged) {
        if (waiting >= WAITING_BOUND) {
            return;
        }
        List<Waiting> open = disputed.get(host);
        waiting++;
        if (open != null) {
            open.add(new Waiting(envelope, judged));
            return;
        }
        open = new ArrayList<>();
        open.add(new Waiting(envelope, judged));
        disputed.put(host, open);
        state.calls.callDirectly(host, new Request.Ask(host), state.timing.checkTimeout, new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                settle(host, reply.envelope().from().incarnation());
            }

            @Override
            public void failed(CallFailure failure) {
                settleUncalled(host);
            }
        });
    }

    private void settle(String host, long trueIncarnation) {
        if (host.equals(state.self.host()) && trueIncarnation != state.self.incarnation()) {
            roles.stop("Another process answers at this node's own address " + host
                    + "; give each process an address of its own.");
            return;
        }
        for (Waiting claimed : settled(host)) {
            if (claimed.envelope.from().incarnation() == trueIncarnation) {
                note(state.peers.at(host, state.now()), claimed.envelope, true);
                claimed.judged.genuine();
            } else {
                state.out.note(
                        HistoryKind.SELF, 0, claimed.envelope.from(), "a process claims " + host + ", where another answers");
                claimed.judged.falseHost();
            }
        }
    }

    /** The host can't be called from here: the newcomer is believed unless the process known there was heard lately. */
    private void settleUncalled(String host) {
        boolean mine = host.equals(state.self.host());
        Peer peer = state.peers.at(host, state.now());
        for (Waiting claimed : settled(host)) {
            if (!mine && !peer.isHeardSince(state.now() - state.timing.verdict)) {
                peer.becomes(claimed.envelope.from());
                roles.replaced(peer);
                note(peer, claimed.envelope, true);
                claimed.judged.genuine();
            }
        }
    }

    private List<Waiting> settled(String host) {
        List<Waiting> open = disputed.remove(host);
        if (open == null) {
            return List.of();
        }
        waiting -= open.size();
        return open;
    }

    private record Waiting(Envelope envelope, Judged judged) {}
}
