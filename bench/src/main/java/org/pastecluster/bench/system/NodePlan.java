package org.pastecluster.bench.system;

import java.util.List;

/**
 * What a node is told at its start.
 *
 * @param index which of the nodes it is, from 0
 * @param ports the ports of all nodes, by index; all at 127.0.0.1
 * @param isTuned whether it is set for speed; else as shipped
 */
public record NodePlan(int index, List<Integer> ports, boolean isTuned) {

    public static final String ADDRESS = "127.0.0.1";

    public NodePlan {
        ports = List.copyOf(ports);
    }

    /** How many nodes there are. */
    public int size() {
        return ports.size();
    }

    public int port() {
        return ports.get(index);
    }

    /** Which node has that port; -1 for none. */
    public int indexOfPort(int port) {
        return ports.indexOf(port);
    }
}
