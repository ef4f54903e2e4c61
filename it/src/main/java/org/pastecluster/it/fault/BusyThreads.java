package org.pastecluster.it.fault;

import java.util.List;

/** All request threads of a node's web server are busy. */
record BusyThreads(Bed bed, Plan plan) implements Fault {

    @Override
    public List<Integer> nodes() {
        return List.of(plan.node());
    }

    @Override
    public String detail() {
        return "all request threads";
    }

    @Override
    public void begin() {
        bed.fleet().process(plan.node()).say("busy " + plan.length().toMillis());
    }

    @Override
    public void end() {
        // The requests end by themselves.
    }
}
