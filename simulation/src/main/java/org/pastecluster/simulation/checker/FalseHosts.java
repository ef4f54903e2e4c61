package org.pastecluster.simulation.checker;

import java.util.BitSet;
import java.util.List;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * Of two processes that claim one host, the one at which nobody answers stops and says why, and the other hears of it by name;
 * nobody ever follows the false one, and none but false ones stop for that.
 */
public final class FalseHosts implements Watcher {

    static final String NAME = "FalseHost";

    private final SimulatedCluster cluster;
    private final BitSet toldWhy = new BitSet();
    private final BitSet warned = new BitSet();

    public FalseHosts(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            if (output instanceof Output.Stopped stopped && stopped.failure() != null) {
                toldWhy.set(
                        process.serial(),
                        stopped.failure().contains(process.member().host()));
            } else if (output instanceof Output.Noted noted
                    && noted.why().contains(process.member().host())
                    && noted.why().contains("claims")) {
                warned.set(process.serial());
            }
        }
    }

    /** In a quiet cluster, some time after its start: has it been turned away as promised? */
    public void expectSettled(SimulatedProcess claimant) {
        SimulatedProcess owner = cluster.at(claimant.machine());
        if (!claimant.isStopped() || !toldWhy.get(claimant.serial())) {
            throw new BrokenPromise(
                    NAME, claimant + (claimant.isStopped() ? " stopped without naming its host" : " goes on"));
        }
        if (owner == null || !owner.isUp() || !warned.get(owner.serial())) {
            throw new BrokenPromise(NAME, owner + " has not heard that " + claimant + " claims its host");
        }
    }
}
