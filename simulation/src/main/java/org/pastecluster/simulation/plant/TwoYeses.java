package org.pastecluster.simulation.plant;

import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.runtime.Protocol;

/** Says yes to every claim, also while it supports another or makes its own. Breaks rule 4 and P1. */
final class TwoYeses extends Spoiled {

    TwoYeses(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame speaks(Frame frame) {
        if (frame.body() instanceof Reply.Stand stand && stand.stance() == Reply.Stance.BETTER_CLAIM) {
            return new Frame(frame.envelope(), new Reply.Stand(Reply.Stance.YES, null, null, stand.grants()));
        }
        return frame;
    }
}
