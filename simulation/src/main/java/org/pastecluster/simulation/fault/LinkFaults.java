package org.pastecluster.simulation.fault;

import java.util.SplittableRandom;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.testkit.network.Quality;

/** What happens to links alone: nobody dies, and every way is open. */
final class LinkFaults {

    private static final long MILLI = 1_000_000;

    private final SimulatedCluster cluster;
    private final SplittableRandom random;

    LinkFaults(SimulatedCluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    /** Befalls the links between a machine and another one. */
    boolean befall(FaultKind kind, int machine) {
        if (cluster.size() < 2) {
            return false;
        }
        int other = (machine + 1 + random.nextInt(cluster.size() - 1)) % cluster.size();
        String pair = " n" + (machine + 1) + " and n" + (other + 1);
        switch (kind) {
            case LINK_RESET -> {
                cluster.happened(kind + pair);
                cluster.network().resetLinks(machine, other);
            }
            case HALF_OPEN_LINK -> {
                cluster.happened(kind + pair);
                return cluster.network().swallowLinks(machine, other);
            }
            default -> {
                long late = 1 + random.nextLong(Quality.LATEST);
                cluster.happened(kind + pair + " for " + late / MILLI + " ms");
                return cluster.network().stallLinks(machine, other, late);
            }
        }
        return true;
    }

    Storm storm(int machine) {
        Storm storm = new Storm(machine);
        storm.blow();
        return storm;
    }

    /** Closes a machine's connections every now and then. */
    final class Storm {

        private final int machine;
        private boolean ended;

        Storm(int machine) {
            this.machine = machine;
        }

        private void blow() {
            if (!ended) {
                cluster.network().resetLinks(machine);
                cluster.time().at(cluster.now() + random.nextLong(5, 600) * MILLI, this::blow);
            }
        }

        void end() {
            ended = true;
        }
    }
}
