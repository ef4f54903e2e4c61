package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pastecluster.Member;

/** Chooses through whom a suspect is called: up to three that are not suspected themselves, different ones each time. */
final class Helpers {

    private static final int AT_ONCE = 3;

    private final NodeState state;
    private int next;

    Helpers(NodeState state) {
        this.state = state;
    }

    List<String> next(String suspect) {
        Set<String> known = new LinkedHashSet<>();
        for (Member member : state.membership.members()) {
            if (!member.isNeighbour()) {
                known.add(member.host());
            }
        }
        for (Peer peer : state.peers.all()) {
            if (peer.isHeardSince(state.now() - state.timing.lease)) {
                known.add(peer.host);
            }
        }
        known.addAll(state.roster.listed());
        known.remove(suspect);
        known.remove(state.self.host());
        List<String> able = new ArrayList<>();
        for (String host : known) {
            Peer peer = state.peers.find(host);
            if (peer == null || !(peer.isSuspected() || peer.neighbour)) {
                able.add(host);
            }
        }
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(AT_ONCE, able.size()); i++) {
            chosen.add(able.get(next++ % able.size()));
        }
        return chosen;
    }
}
