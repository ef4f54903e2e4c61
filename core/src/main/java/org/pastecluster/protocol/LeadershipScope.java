package org.pastecluster.protocol;

import org.pastecluster.HistoryKind;
import org.pastecluster.Member;
import org.pastecluster.message.LeaderRef;

/**
 * What this node's users see of its leadership: acquired and lost in pairs. While a .NET node presides, this node speaks for
 * the nodes of this project, but its users do not see it lead.
 */
final class LeadershipScope {

    private final NodeState state;
    private boolean open;

    LeadershipScope(NodeState state) {
        this.state = state;
    }

    void acquire(LeaderRef leadership, long leaseEnd, String why) {
        open = true;
        state.out.note(HistoryKind.ACQUIRED, leadership.number(), leadership.member(), why);
        state.out.add(new Output.Acquired(leadership.number(), token(leadership), leaseEnd));
    }

    /** Speaks for the nodes of this project only: {@code presiding} leads. */
    void speakFor(LeaderRef leadership, Member presiding) {
        String why = "the .NET node " + presiding.host() + " leads";
        lose(leadership, why);
        state.out.note(HistoryKind.LEADER, leadership.number(), presiding, "this node speaks for this project's nodes");
    }

    void renewed(long leaseEnd) {
        if (open) {
            state.out.add(new Output.Renewed(leaseEnd));
        }
    }

    void outbid(LeaderRef higher, String why) {
        state.out.note(HistoryKind.OUTBID, higher.number(), higher.member(), why);
        if (open) {
            state.out.add(new Output.Outbid(higher.number(), token(higher)));
        }
    }

    void lose(LeaderRef leadership, String reason) {
        if (open) {
            open = false;
            state.out.note(HistoryKind.LOST, leadership.number(), leadership.member(), reason);
            state.out.add(new Output.Lost(reason));
        }
    }

    private long token(LeaderRef leadership) {
        return (leadership.number() << 16) | (state.entropy.nextLong() & 0xffff);
    }
}
