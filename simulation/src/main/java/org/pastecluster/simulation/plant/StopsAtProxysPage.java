package org.pastecluster.simulation.plant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/** Takes an answer that it can't read for a failure of its own, and stops. Breaks P11. */
final class StopsAtProxysPage extends Spoiled {

    private boolean stopped;

    StopsAtProxysPage(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    @Nullable
    Input takes(Input input) {
        return stopped ? null : super.takes(input);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        if (!stopped && input instanceof Input.Failed failed && failed.failure() == CallFailure.FOREIGN) {
            stopped = true;
            outputs.clear();
            if (isLeading()) {
                outputs.add(new Output.Lost("this node stops"));
            }
            outputs.add(new Output.Stopped("cannot read an answer: " + failed.detail()));
        }
    }
}
