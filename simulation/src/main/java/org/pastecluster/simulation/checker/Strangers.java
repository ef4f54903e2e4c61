package org.pastecluster.simulation.checker;

import java.util.List;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/** P8, the protocol's part: a frame that was meant for another incarnation changes neither view nor leadership. */
public final class Strangers implements Watcher {

    @Override
    public void after(SimulatedProcess process, Input input, List<Output> outputs) {
        Frame frame = Frames.in(input);
        if (frame == null || process.wasTimerDue() || Frames.isMeantFor(frame, process)) {
            return;
        }
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            if (output instanceof Output.ViewChanged
                    || output instanceof Output.Acquired
                    || output instanceof Output.Renewed
                    || output instanceof Output.Outbid) {
                throw new BrokenPromise(
                        "P8", process + " says " + output + " because of a frame for another incarnation: " + frame);
            }
        }
    }
}
