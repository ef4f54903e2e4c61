package org.pastecluster.simulation.fault;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.testkit.network.Blockage;

/** The ways that one fault blocks, so that it can free them again. */
public final class WaysBlocked {

    private final SimulatedCluster cluster;
    private final List<Way> ways = new ArrayList<>();

    public WaysBlocked(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    private record Way(int from, int to, Blockage kind) {}

    public void block(int from, int to, Blockage kind) {
        if (from != to) {
            cluster.block(from, to, kind);
            ways.add(new Way(from, to, kind));
        }
    }

    public void cut(int one, int other) {
        block(one, other, Blockage.SILENT);
        block(other, one, Blockage.SILENT);
    }

    public void end() {
        for (Way way : ways) {
            cluster.unblock(way.from(), way.to(), way.kind());
        }
        ways.clear();
    }
}
