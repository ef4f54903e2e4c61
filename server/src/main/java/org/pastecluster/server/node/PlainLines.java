package org.pastecluster.server.node;

import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Role;

/** Tells a person who watches the program what happens. */
final class PlainLines implements ClusterListener {

    private static final int LONGEST_TEXT = 200;

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

    /** Says why nobody leads, if nobody does: without a leader there is no news that would tell. From any thread. */
    void leaderless(ClusterView view, ClusterHealth health) {
        if (view.leader() == null && view.role() != Role.STOPPED) {
            out.write(String.join(" ", health.reasons()));
        }
    }

    /** Tells of a message. From any thread. */
    void message(ClusterMessage message) {
        String from = message.from().isEmpty() ? "" : " from " + oneLine(message.from());
        out.write("Message of type " + message.type() + from + ": " + oneLine(message.text()));
    }

    /** What comes from elsewhere must neither look like a line of this program nor steer a terminal. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST_TEXT).map(c -> isUnfit(c) ? ' ' : c).forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST_TEXT
                ? line.append('…').toString()
                : line.toString();
    }

    private static boolean isUnfit(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
