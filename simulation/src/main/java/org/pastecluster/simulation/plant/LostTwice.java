package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/** Tells its listeners at two places in the code that leadership is lost. Breaks P4. */
final class LostTwice extends Spoiled {

    LostTwice(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        super.gives(output, outputs);
        if (output instanceof Output.Lost) {
            outputs.add(output);
        }
    }
}
