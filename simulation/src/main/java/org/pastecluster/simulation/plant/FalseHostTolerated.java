package org.pastecluster.simulation.plant;

import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.runtime.Protocol;

/** Finds out that another process answers at the sender's host, and does not tell the sender. */
final class FalseHostTolerated extends Spoiled {

    FalseHostTolerated(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame speaks(Frame frame) {
        boolean refuses = frame.body() instanceof Reply.Refused refused && refused.reason() == Reply.Refusal.FALSE_HOST;
        return refuses ? new Frame(frame.envelope(), new Reply.Ack()) : frame;
    }
}
