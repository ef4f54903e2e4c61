package org.pastecluster.it.fault;

import java.util.List;
import java.util.stream.IntStream;
import org.pastecluster.it.lab.Lab;

/** What faults act on. */
record Bed(Lab lab, Fleet fleet, Wires wires, World world) {

    /** All nodes. */
    List<Integer> nodes() {
        return IntStream.rangeClosed(1, fleet.size()).boxed().toList();
    }

    /** All nodes but one. */
    List<Integer> others(int node) {
        return nodes().stream().filter(other -> other != node).toList();
    }

    /** The node that leads now, or that one if nobody is known to. */
    int leaderOr(int node) {
        int leader = world.leader();
        return leader == 0 ? node : leader;
    }
}
