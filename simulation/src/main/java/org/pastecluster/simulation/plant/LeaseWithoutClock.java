package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/** Holds itself for the leader until it hears otherwise: nothing compares its lease with the clock. Breaks P3. */
final class LeaseWithoutClock extends Spoiled {

    private static final long NEVER = Long.MAX_VALUE / 2;

    LeaseWithoutClock(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Acquired acquired) {
            outputs.add(new Output.Acquired(acquired.number(), acquired.token(), NEVER));
        } else if (!(output instanceof Output.Renewed)) {
            super.gives(output, outputs);
        }
    }
}
