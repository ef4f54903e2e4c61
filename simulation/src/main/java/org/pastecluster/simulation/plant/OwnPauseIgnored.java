package org.pastecluster.simulation.plant;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Measures time by the turns of its own loop, which a pause does not have: it never learns that it slept. Breaks P3: its lease
 * stands still with it.
 */
final class OwnPauseIgnored implements Protocol {

    private static final long LONGEST_TURN = 500_000_000L;

    private final Protocol node;

    private long slept;

    private long wanted = Long.MAX_VALUE;

    private long lastTurn;

    OwnPauseIgnored(Protocol node) {
        this.node = node;
    }

    @Override
    public List<Output> step(Input input, long now) {
        if (now - slept - LONGEST_TURN > wanted) {
            slept = now - Math.max(wanted, lastTurn);
        }
        lastTurn = now - slept;
        List<Output> outputs = new ArrayList<>();
        for (Output output : node.step(input, now - slept)) {
            outputs.add(inTrueTime(output));
        }
        wanted = node.nextWakeUp();
        return outputs;
    }

    private Output inTrueTime(Output output) {
        if (output instanceof Output.Acquired acquired) {
            return new Output.Acquired(acquired.number(), acquired.token(), acquired.leaseEnd() + slept);
        }
        return output instanceof Output.Renewed renewed ? new Output.Renewed(renewed.leaseEnd() + slept) : output;
    }

    @Override
    public long nextWakeUp() {
        long due = node.nextWakeUp();
        return due == Long.MAX_VALUE ? due : due + slept;
    }
}
