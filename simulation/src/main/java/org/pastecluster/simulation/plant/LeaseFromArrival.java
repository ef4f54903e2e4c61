package org.pastecluster.simulation.plant;

import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.runtime.Protocol;

/**
 * Counts its lease from the arrival of an acknowledgement, and not from the sending of what it acknowledges. Breaks P3.
 */
final class LeaseFromArrival extends Spoiled {

    LeaseFromArrival(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame hears(Frame frame) {
        long echo = frame.envelope().echo();
        return echo == 0 ? frame : new Frame(Envelopes.withEcho(frame.envelope(), Long.MAX_VALUE / 4), frame.body());
    }
}
