package org.pastecluster.simulation.plant;

import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.Request;
import org.pastecluster.runtime.Protocol;

/**
 * Hears that its leader gave leadership up, claims at once, and does not say why. Breaks P9: whoever was not told finds out for
 * itself, and its lease is waited for.
 */
final class ResignationNotPassedOn extends Spoiled {

    ResignationNotPassedOn(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame speaks(Frame frame) {
        if (frame.body() instanceof Request.Compete compete) {
            return new Frame(
                    frame.envelope(), new Request.Compete(compete.claim(), compete.predecessor(), LeaderFate.SILENT));
        }
        return frame;
    }
}
