package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.LeaderRef;

/** Who competes at once, while the others leave it to them for a little: few claims at a time, however many nodes there are. */
final class FirstClaimants {

    private static final int FIRST = 3;

    private FirstClaimants() {}

    /**
     * Whether this node is among the first of the view's order; or, if it never was a member, of the hosts' order, listed ones
     * before others.
     *
     * @param last the leader that is to be succeeded; null for none
     */
    static boolean include(NodeState state, @Nullable LeaderRef last) {
        List<String> order = members(state, last);
        String self = state.self.host();
        if (!order.contains(self)) {
            order.add(self);
            addFounders(state, order);
        }
        return order.indexOf(self) < FIRST;
    }

    /** Whether this node is among the first in the order of the listed hosts or, if it was a member, of the members. */
    static boolean areFewAhead(NodeState state, boolean founder) {
        String self = state.self.host();
        if (!founder) {
            return members(state, null).indexOf(self) < FIRST;
        }
        int ahead = 0;
        for (String host : state.roster.listed()) {
            ahead += host.compareTo(self) < 0 ? 1 : 0;
        }
        return ahead < FIRST && state.roster.listed().contains(self);
    }

    private static List<String> members(NodeState state, @Nullable LeaderRef last) {
        List<String> order = new ArrayList<>();
        for (Member member : state.membership.members()) {
            boolean gone = last != null && member.host().equals(last.host());
            if (!gone && !member.isNeighbour()) {
                order.add(member.host());
            }
        }
        return order;
    }

    private static void addFounders(NodeState state, List<String> order) {
        long lately = state.now() - 2 * state.timing.heartbeat;
        for (Peer peer : state.peers.all()) {
            if (peer.following == null && peer.isHeardSince(lately) && !order.contains(peer.host)) {
                order.add(peer.host);
            }
        }
        Set<String> listed = state.roster.listed();
        order.sort(
                Comparator.comparing((String host) -> !listed.contains(host)).thenComparing(Comparator.naturalOrder()));
    }
}
