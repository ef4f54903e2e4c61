package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Looks for others until it is a member, and never again. Breaks P5: the sides of a healed network do not find each other.
 */
final class SearchNeverAsks extends Spoiled {

    SearchNeverAsks(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        ClusterView view = view();
        boolean settled = view != null && view.leader() != null;
        if (settled && output instanceof Output.Call call && call.frame().body() instanceof Request.Ask) {
            owe(new Input.Failed(call.exchange(), CallFailure.SILENT, "not looked for"));
        } else {
            super.gives(output, outputs);
        }
    }
}
