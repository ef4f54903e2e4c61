package org.pastecluster.simulation.checker;

import java.util.BitSet;
import java.util.List;
import org.pastecluster.Role;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P4: acquired and lost alternate at each incarnation, what is said of a leadership is said within one, and a node shows itself
 * as leader within one and as nothing else.
 */
public final class PairedNews implements Watcher {

    private final BitSet leading = new BitSet();
    private final BitSet stopped = new BitSet();

    @Override
    public void after(SimulatedProcess process, Input input, List<Output> outputs) {
        int serial = process.serial();
        if (stopped.get(serial) && !outputs.isEmpty()) {
            throw broken(process, outputs.get(0), "after it stopped");
        }
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            if (output instanceof Output.Acquired) {
                if (leading.get(serial)) {
                    throw broken(process, output, "while it leads");
                }
                leading.set(serial);
            } else if (output instanceof Output.Lost) {
                expectLeading(process, output);
                leading.clear(serial);
            } else if (output instanceof Output.Renewed || output instanceof Output.Outbid) {
                expectLeading(process, output);
            } else if (output instanceof Output.Stopped) {
                if (leading.get(serial)) {
                    throw broken(process, output, "while it leads");
                }
                stopped.set(serial);
            }
        }
        if (!stopped.get(serial) && process.view() != null && leading.get(serial) != (process.role() == Role.LEADING)) {
            throw new BrokenPromise(
                    "P4",
                    process + " shows itself " + process.role()
                            + (leading.get(serial)
                                    ? " and has not said that it lost leadership"
                                    : " and has not said that it acquired leadership"));
        }
    }

    private void expectLeading(SimulatedProcess process, Output output) {
        if (!leading.get(process.serial())) {
            throw broken(process, output, "while it does not lead");
        }
    }

    private static BrokenPromise broken(SimulatedProcess process, Output output, String when) {
        return new BrokenPromise("P4", process + " says " + output + " " + when);
    }
}
