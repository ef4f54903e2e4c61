package org.pastecluster.simulation.plant;

import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.runtime.Protocol;

/**
 * Meets another leader and decides for itself that it goes on, as the other one does too. Breaks rule 2 and P1: both outbid each
 * other, to the same number.
 */
final class BothDecide extends Spoiled {

    BothDecide(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame hears(Frame frame) {
        LeaderRef me = new LeaderRef(self(), number());
        if (isLeading() && frame.body() instanceof Request.Meet meet) {
            return new Frame(frame.envelope(), new Request.Meet(meet.mine(), me));
        }
        if (isLeading() && frame.body() instanceof Reply.Met met) {
            return new Frame(frame.envelope(), new Reply.Met(met.mine(), me, met.update()));
        }
        return frame;
    }
}
