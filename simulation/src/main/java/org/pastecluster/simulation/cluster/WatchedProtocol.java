package org.pastecluster.simulation.cluster;

import java.util.List;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/** Lets the watchers see each step of one process. What they or the protocol throw is kept: the runtime would swallow it. */
final class WatchedProtocol implements Protocol {

    private final SimulatedCluster cluster;
    private final SimulatedProcess process;
    private final Protocol protocol;
    private final Watchers watchers;

    WatchedProtocol(SimulatedCluster cluster, SimulatedProcess process, Protocol protocol, Watchers watchers) {
        this.cluster = cluster;
        this.process = process;
        this.protocol = protocol;
        this.watchers = watchers;
    }

    @Override
    public List<Output> step(Input input, long now) {
        try {
            return watchedStep(input, now);
        } catch (RuntimeException broken) {
            cluster.fail(broken);
            throw broken;
        }
    }

    private List<Output> watchedStep(Input input, long now) {
        watchers.before(process, input);
        process.timerDue(protocol.nextWakeUp() <= now);
        List<Output> outputs;
        try {
            outputs = protocol.step(input, now);
        } catch (RuntimeException thrown) {
            throw new StepFailure(process, input, thrown);
        }
        long trueNow = cluster.now();
        for (int i = 0; i < outputs.size(); i++) {
            process.witness(outputs.get(i), trueNow);
            noteLeader(outputs.get(i));
        }
        process.stepped(trueNow);
        watchers.after(process, input, outputs);
        return outputs;
    }

    private void noteLeader(Output output) {
        if (output instanceof Output.ViewChanged changed && changed.view().leader() != null) {
            SimulatedProcess leader =
                    cluster.ofIncarnation(changed.view().leader().incarnation());
            if (leader != null) {
                process.follows(leader);
            }
        }
    }

    @Override
    public long nextWakeUp() {
        return protocol.nextWakeUp();
    }
}
