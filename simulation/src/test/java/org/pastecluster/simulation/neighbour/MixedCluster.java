package org.pastecluster.simulation.neighbour;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.Options;
import org.pastecluster.simulation.cluster.SimulatedCluster;

/** The .NET nodes of a history, on the machines behind those of this project's nodes. */
final class MixedCluster {

    private static final long SECOND = 1_000_000_000L;
    private static final long[] TICKS = {SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND};

    private final SimulatedCluster cluster;
    private final List<DotNetPeer> peers = new ArrayList<>();
    private final long tick;

    /** Adds their machines; none of them is started. */
    MixedCluster(History history, Options options, SplittableRandom random) {
        cluster = history.cluster();
        tick = TICKS[random.nextInt(TICKS.length)];
        List<Member> all = new ArrayList<>();
        for (int machine = 0; machine < options.nodes() + options.neighbours(); machine++) {
            all.add(new Member(NodeAddress.of(SimulatedCluster.hostOf(machine)), 0));
        }
        for (int machine = options.nodes(); machine < all.size(); machine++) {
            int number = cluster.network().addMachine(SimulatedCluster.hostOf(machine));
            if (number != machine) {
                throw new IllegalStateException("The machine of a .NET node has the number " + number);
            }
            peers.add(new DotNetPeer(cluster, machine, all.get(machine), all, tick, random.split()));
        }
    }

    List<DotNetPeer> peers() {
        return peers;
    }

    List<DotNetPeer> up() {
        return peers.stream().filter(DotNetPeer::isUp).toList();
    }

    /** In nanoseconds; the same for all. */
    long tick() {
        return tick;
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    /** How many requests all of them have sent. */
    long said() {
        return peers.stream().mapToLong(DotNetPeer::said).sum();
    }
}
