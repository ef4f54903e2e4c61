package org.pastecluster.simulation.neighbour;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Item;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Posted;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;

/**
 * What .NET nodes say, as frames of the virtual network: whom the sender names as its master stands where a node of this project says whom it acknowledges,
 * a vote time where it says which number it has seen, and a candidate asks for votes by what is otherwise news of a .NET node.
 */
final class DotNetSaid {

    private DotNetSaid() {}

    static Frame frame(Member self, @Nullable Member master, long voteTime, NeighbourRequest body) {
        LeaderRef named = master == null ? null : new LeaderRef(master, 0);
        return new Frame(new Envelope(self, 0, voteTime, 0, 0, 0, named, ViewId.NONE), body);
    }

    static NeighbourRequest vote(Member candidate) {
        return new NeighbourRequest.Heard(NeighbourRequest.News.DIFFERS, candidate, null);
    }

    /** A message for an application, from or to such a node; no other frame of one carries messages. */
    static Frame message(Member self, @Nullable Member master, Message message) {
        LeaderRef named = master == null ? null : new LeaderRef(master, 0);
        Posted posted = new Posted(message, 0, Posted.Purpose.NOTICE, 0, false, false);
        Batch alone = new Batch(0, 0, List.of(new Item.Whole(0, 0, 0, posted)));
        return new Frame(new Envelope(self, 0, 0, 0, 0, 0, named, ViewId.NONE), new Request.Carry(0, alone));
    }

    /** The message; null if that is none of this kind. */
    static @Nullable Message message(Frame frame) {
        return frame.body() instanceof Request.Carry carry
                        && carry.incarnation() == 0
                        && carry.batch().items().get(0) instanceof Item.Whole whole
                ? whole.posted().message()
                : null;
    }

    static Frame answer(
            Member self, Frame request, @Nullable Member master, int count, long voteTime, List<Member> list) {
        long to = request.envelope().from().incarnation();
        return new Frame(
                new Envelope(self, to, 0, 0, 0, 0, null, ViewId.NONE),
                new Reply.Neighbour(master, count, voteTime, list));
    }

    /** Whether a .NET node says it, and not one of this project. */
    static boolean isOne(Frame frame) {
        return frame.envelope().from().isNeighbour() && frame.body() instanceof NeighbourRequest;
    }

    /** Whom the sender names as its master. */
    static @Nullable Member master(Frame frame) {
        LeaderRef named = frame.envelope().following();
        return named == null ? null : named.member();
    }

    /** When the sender began to compete; nodes of this project never do. */
    static long voteTime(Frame frame) {
        return isOne(frame) ? frame.envelope().seen() : 0;
    }
}
