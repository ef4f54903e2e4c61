package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Leads as soon as it has claimed to succeed its leader, whatever the others will make of that claim. Breaks P1: two of them
 * claim one number.
 */
final class LeadsWithoutAsking extends Spoiled {

    LeadsWithoutAsking(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void gives(Output output, List<Output> outputs) {
        super.gives(output, outputs);
        if (output instanceof Output.Call call
                && call.frame().body() instanceof Request.Compete compete
                && compete.predecessor() != null) {
            owe(new Input.Failed(call.exchange(), CallFailure.REFUSED, "not waited for"));
        }
    }
}
