package org.pastecluster.simulation.plant;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Grant;
import org.pastecluster.message.Reply;
import org.pastecluster.runtime.Protocol;

/** Says, freshly started, that it has granted nothing, though the process before it may have. Breaks rule 3 and P3b. */
final class UptimeGrantOmitted extends Spoiled {

    UptimeGrantOmitted(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame speaks(Frame frame) {
        if (frame.body() instanceof Reply.Stand stand) {
            List<Grant> remembered = new ArrayList<>(stand.grants());
            remembered.removeIf(grant -> grant.leader() == null);
            Reply.Stand forgetful = new Reply.Stand(stand.stance(), stand.rival(), stand.better(), remembered);
            return new Frame(frame.envelope(), forgetful);
        }
        return frame;
    }
}
