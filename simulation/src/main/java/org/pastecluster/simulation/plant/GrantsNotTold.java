package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.runtime.Protocol;

/** Says yes to a claim, and not how much of a lease it may have granted to the leader before. Breaks rule 3 and P3b. */
final class GrantsNotTold extends Spoiled {

    GrantsNotTold(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame speaks(Frame frame) {
        if (frame.body() instanceof Reply.Stand stand) {
            Reply.Stand silent = new Reply.Stand(stand.stance(), stand.rival(), stand.better(), List.of());
            return new Frame(frame.envelope(), silent);
        }
        return frame;
    }
}
