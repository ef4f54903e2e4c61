package org.pastecluster.simulation.checker;

import java.util.List;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.Sides;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/** Measures, and does not judge, how long two nodes of one side believe to lead at once. */
public final class Overlap implements Watcher {

    private final SimulatedCluster cluster;
    private final Sides sides;
    private int leaders;
    private long since = -1;
    private long longest;
    private long total;
    private int times;

    public Overlap(SimulatedCluster cluster, Sides sides) {
        this.cluster = cluster;
        this.sides = sides;
    }

    /** The longest overlap, in nanoseconds. */
    public long longest() {
        return longest;
    }

    public long total() {
        return total;
    }

    public int times() {
        return times;
    }

    @Override
    public void ended(SimulatedProcess process, String how) {
        if (process.isLeading()) {
            leaders--;
        }
    }

    @Override
    public void after(SimulatedProcess process, Input input, List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Output.Acquired) {
                leaders++;
            } else if (outputs.get(i) instanceof Output.Lost) {
                leaders--;
            }
        }
        if (leaders >= 2 || since >= 0) {
            measure();
        }
    }

    private void measure() {
        boolean now = overlaps();
        if (now && since < 0) {
            since = cluster.now();
            times++;
        } else if (!now && since >= 0) {
            total += cluster.now() - since;
            longest = Math.max(longest, cluster.now() - since);
            since = -1;
        }
    }

    private boolean overlaps() {
        for (int machine = 0; machine < cluster.size(); machine++) {
            SimulatedProcess one = cluster.at(machine);
            if (one == null || !one.believes()) {
                continue;
            }
            int[] distances = sides.distancesFrom(machine);
            for (int other = machine + 1; other < cluster.size(); other++) {
                SimulatedProcess second = cluster.at(other);
                if (second != null && second.believes() && distances[other] >= 0 && distances[other] <= Sides.REACH) {
                    return true;
                }
            }
        }
        return false;
    }
}
