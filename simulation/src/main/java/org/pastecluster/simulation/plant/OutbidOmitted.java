package org.pastecluster.simulation.plant;

import org.pastecluster.Member;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.runtime.Protocol;

/**
 * Leads on with its number though it is told that a higher one was published. Breaks rule 1 and P5: who knows of that one
 * refuses it for ever.
 */
final class OutbidOmitted extends Spoiled {

    OutbidOmitted(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame hears(Frame frame) {
        Envelope envelope = frame.envelope();
        if (!isLeading() || envelope.published() <= number()) {
            return frame;
        }
        return new Frame(Envelopes.withNumbers(envelope, Math.min(envelope.seen(), number()), number()), frame.body());
    }
}
