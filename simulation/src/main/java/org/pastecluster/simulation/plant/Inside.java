package org.pastecluster.simulation.plant;

import java.util.function.UnaryOperator;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/** Changes frames, and frames inside frames that are passed on. */
final class Inside {

    private Inside() {}

    /** Changes a frame that came in, and the one inside it if that is for this node. */
    static Frame heard(Frame frame, Member self, UnaryOperator<Frame> change) {
        Frame outer = frame;
        if (frame.body() instanceof Request.Relay relay && relay.target().equals(self.host())) {
            Frame inner = change.apply(relay.inner());
            outer = new Frame(frame.envelope(), new Request.Relay(relay.target(), relay.relays(), inner));
        } else if (frame.body() instanceof Reply.Relayed relayed
                && relayed.inner() != null
                && relayed.inner().envelope().toIncarnation() == self.incarnation()) {
            outer = new Frame(frame.envelope(), new Reply.Relayed(change.apply(relayed.inner()), relayed.finding()));
        }
        return change.apply(outer);
    }

    /** Changes a frame that is sent, and the one inside it if that is this node's own. */
    static Frame spoken(Frame frame, Member self, UnaryOperator<Frame> change) {
        Frame outer = frame;
        if (frame.body() instanceof Request.Relay relay && isFrom(relay.inner(), self)) {
            Frame inner = change.apply(relay.inner());
            outer = new Frame(frame.envelope(), new Request.Relay(relay.target(), relay.relays(), inner));
        } else if (frame.body() instanceof Reply.Relayed relayed
                && relayed.inner() != null
                && isFrom(relayed.inner(), self)) {
            outer = new Frame(frame.envelope(), new Reply.Relayed(change.apply(relayed.inner()), relayed.finding()));
        }
        return change.apply(outer);
    }

    private static boolean isFrom(Frame frame, Member self) {
        return frame.envelope().from().incarnation() == self.incarnation();
    }
}
