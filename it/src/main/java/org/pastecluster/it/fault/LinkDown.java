package org.pastecluster.it.fault;

import java.util.List;

/** A node's card is unplugged. */
record LinkDown(Bed bed, int node) implements Fault {

    @Override
    public List<Integer> nodes() {
        return List.of(node);
    }

    @Override
    public String detail() {
        return "unplugged";
    }

    @Override
    public void begin() {
        bed.wires().unplug(node);
    }

    @Override
    public void end() {
        bed.wires().plug(node);
    }
}
