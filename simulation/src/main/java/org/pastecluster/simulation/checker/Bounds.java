package org.pastecluster.simulation.checker;

import java.util.List;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/** P10 and P11: the calls in flight and the outputs of a step are bounded, and no node stops by itself. */
public final class Bounds implements Watcher {

    private static final int CALLS_PER_NODE = 24;
    private static final int SPARE = 40;

    private final SimulatedCluster cluster;
    private int mostCalls;

    public Bounds(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** The most calls that any node ever had in flight. */
    public int mostCalls() {
        return mostCalls;
    }

    @Override
    public void after(SimulatedProcess process, Input input, List<Output> outputs) {
        int calls = process.process().openCalls();
        mostCalls = Math.max(mostCalls, calls);
        int bound = CALLS_PER_NODE * cluster.size() + SPARE;
        if (calls > bound) {
            throw new BrokenPromise("P10", process + " has " + calls + " calls in flight; " + bound + " are allowed");
        }
        if (outputs.size() > bound) {
            throw new BrokenPromise("P10", process + " has " + outputs.size() + " outputs in one step");
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Output.Stopped stopped && stopped.failure() != null && !process.isFalse()) {
                throw new BrokenPromise("P11", process + " stopped by itself: " + stopped.failure());
            }
        }
    }
}
