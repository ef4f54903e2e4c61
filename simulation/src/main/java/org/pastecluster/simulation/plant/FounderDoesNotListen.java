package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.Body;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.runtime.Protocol;

/**
 * Founds a cluster without looking at what the others answer to it: every answer is a yes. Breaks the rule of founding.
 */
final class FounderDoesNotListen extends Spoiled {

    private boolean joined;

    FounderDoesNotListen(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame hears(Frame frame) {
        ClusterView view = view();
        joined |= view != null && view.leader() != null;
        if (joined) {
            return frame;
        }
        Body body = frame.body();
        if (body instanceof Reply.State) {
            body = new Reply.State(Role.ASKING, null, 0, false);
        } else if (body instanceof Reply.Stand) {
            body = new Reply.Stand(Reply.Stance.YES, null, null, List.of());
        }
        return new Frame(Envelopes.withFollowing(frame.envelope(), null), body);
    }
}
