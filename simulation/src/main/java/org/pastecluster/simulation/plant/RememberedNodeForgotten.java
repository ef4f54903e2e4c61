package org.pastecluster.simulation.plant;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Looks for the nodes of its configured list, whom it asked at its start, and for no others that it once knew. Breaks P5: who
 * is in no list of those that are left is never found again.
 */
final class RememberedNodeForgotten extends Spoiled {

    private final Set<String> listed = new HashSet<>();

    private boolean started;

    RememberedNodeForgotten(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        if (output instanceof Output.Call call && call.frame().body() instanceof Request.Ask) {
            if (!started) {
                listed.add(call.host());
            } else if (!listed.contains(call.host())) {
                owe(new Input.Failed(call.exchange(), CallFailure.SILENT, "not looked for"));
                return;
            }
        }
        super.gives(output, outputs);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        started = true;
    }
}
