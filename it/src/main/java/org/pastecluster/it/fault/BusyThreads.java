package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.List;

/** All request threads of a node's web server are busy. */
record BusyThreads(Bed bed, int node, Duration length) implements Fault {

    @Override
    public List<Integer> nodes() {
        return List.of(node);
    }

    @Override
    public String detail() {
        return "all request threads";
    }

    @Override
    public void begin() {
        bed.fleet().process(node).say("busy " + length.toMillis());
    }

    @Override
    public void end() {
        // The requests end by themselves.
    }
}
