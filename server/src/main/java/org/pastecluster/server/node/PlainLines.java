package org.pastecluster.server.node;

import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;

/** Tells a person who watches the program what happens. */
final class PlainLines implements ClusterListener {

    private final LineWriter out;

    PlainLines(LineWriter out) {
        this.out = out;
    }

    @Override
    public void onEvent(ClusterEvent event) {
        if (event instanceof ClusterEvent.LeaderChanged changed) {
            out.write(leader(changed.view()));
        } else if (event instanceof ClusterEvent.LeadershipEnding) {
            out.write("The lease of this node's leadership ends soon.");
        } else if (event instanceof ClusterEvent.LeadershipLost lost) {
            out.write("This node leads no longer: " + lost.reason());
        } else if (event instanceof ClusterEvent.MemberJoined joined) {
            out.write(joined.member().host() + " joined.");
        } else if (event instanceof ClusterEvent.MemberLeft left) {
            out.write(left.member().host() + " left: " + left.reason());
        } else if (event instanceof ClusterEvent.Stopped stopped) {
            out.write("This node has stopped: " + stopped.reason());
        }
    }

    private static String leader(ClusterView view) {
        Member leader = view.leader();
        if (leader == null) {
            return "There is no leader.";
        }
        String who = leader.isSameProcessAs(view.self()) ? "This node" : leader.host();
        return who + " leads " + view.members().size() + " member(s) under number " + view.number() + ".";
    }
}
