package org.pastecluster.it.fault;

import java.util.List;

/** The leader is asked to hand over. */
record HandOver(Bed bed, int node) implements Fault {

    @Override
    public List<Integer> nodes() {
        return List.of(node);
    }

    @Override
    public String detail() {
        return "asked to hand over";
    }

    @Override
    public void begin() {
        bed.fleet().process(node).say("handover");
    }

    @Override
    public void end() {
        // It was over at once, and nothing is to be undone.
    }
}
