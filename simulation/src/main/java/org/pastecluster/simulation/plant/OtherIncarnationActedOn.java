package org.pastecluster.simulation.plant;

import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.runtime.Protocol;

/**
 * Takes every frame that comes to its address for its own, also what was meant for the process that was there before it. Breaks
 * P8.
 */
final class OtherIncarnationActedOn extends Spoiled {

    OtherIncarnationActedOn(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame hears(Frame frame) {
        return new Frame(Envelopes.withTarget(frame.envelope(), self().incarnation()), frame.body());
    }
}
