package org.pastecluster.simulation.checker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * P10: while the driver says that nothing happens, a node makes a few calls a heartbeat for each other node, those of a leader
 * that passes on what others can't send themselves included.
 */
public final class IdleTraffic implements Watcher {

    private static final int CALLS_PER_NODE_AND_HEARTBEAT = 6;
    private static final int SPARE = 40;

    private final SimulatedCluster cluster;
    private final Stability stability;
    private final Map<SimulatedProcess, Integer> calls = new HashMap<>();
    private long quietSince = -1;

    /** @param stability knows whether anything happens */
    public IdleTraffic(SimulatedCluster cluster, Stability stability) {
        this.cluster = cluster;
        this.stability = stability;
    }

    @Override
    public void after(SimulatedProcess process, Input input, List<Output> outputs) {
        if (!stability.isQuiet()) {
            quietSince = -1;
            return;
        }
        if (quietSince < 0) {
            quietSince = cluster.now();
            calls.clear();
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Output.Call call && !isForApplications(call.frame())) {
                count(process);
            }
        }
    }

    /** What applications send is not the protocol's. */
    private static boolean isForApplications(Frame frame) {
        return frame.body() instanceof Request.Carry
                || (frame.body() instanceof Request.Relay relay && isForApplications(relay.inner()));
    }

    private void count(SimulatedProcess process) {
        int made = calls.merge(process, 1, Integer::sum);
        long heartbeat = cluster.plan(process.machine()).settings().heartbeat().toNanos();
        long heartbeats = (cluster.now() - quietSince) / heartbeat + 1;
        long bound = SPARE + heartbeats * CALLS_PER_NODE_AND_HEARTBEAT * cluster.size();
        if (made > bound) {
            throw new BrokenPromise(
                    "P10",
                    process + " has made " + made + " calls in " + heartbeats
                            + " heartbeats in which nothing happened; " + bound + " are allowed");
        }
    }
}
