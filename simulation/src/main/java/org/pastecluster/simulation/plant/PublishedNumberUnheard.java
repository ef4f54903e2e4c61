package org.pastecluster.simulation.plant;

import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.runtime.Protocol;

/**
 * Reads only what frames are about: which numbers were published, as each envelope says, it never learns, and claims a closed
 * one. Breaks P2.
 */
final class PublishedNumberUnheard extends Spoiled {

    PublishedNumberUnheard(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame hears(Frame frame) {
        return new Frame(Envelopes.withNumbers(frame.envelope(), 0, 0), frame.body());
    }
}
