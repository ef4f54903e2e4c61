package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/** Tells its listeners when leadership is acquired, and nobody when it is lost. Breaks P4. */
final class LostNotTold extends Spoiled {

    LostNotTold(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (!(output instanceof Output.Lost)) {
            super.gives(output, outputs);
        }
    }
}
