package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/** Stops without a word to anybody when it is asked to leave. Breaks P9. */
final class LeavesSilently extends Spoiled {

    LeavesSilently(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        boolean farewell = output instanceof Output.Call call
                && (call.frame().body() instanceof Request.Resign
                        || call.frame().body() instanceof Request.Leave);
        if (!farewell) {
            super.gives(output, outputs);
        }
    }
}
