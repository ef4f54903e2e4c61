package org.pastecluster.simulation.plant;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Hands leadership to whoever joins with a smaller host, as a bully election does. Breaks P6: a late starter moves leadership.
 */
final class YieldsToSmallerHost extends Spoiled {

    YieldsToSmallerHost(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        for (Output output : outputs) {
            if (isLeading()
                    && output instanceof Output.Joined joined
                    && joined.member().host().compareTo(self().host()) < 0) {
                owe(new Input.HandOverRequested());
                return;
            }
        }
    }
}
