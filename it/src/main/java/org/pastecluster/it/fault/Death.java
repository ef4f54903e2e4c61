package org.pastecluster.it.fault;

import java.util.List;

/** A node dies, or leaves, and comes back with nothing remembered. */
record Death(Bed bed, int node, boolean polite) implements Fault {

    @Override
    public List<Integer> nodes() {
        return List.of(node);
    }

    @Override
    public String detail() {
        return polite ? "SIGTERM" : "SIGKILL";
    }

    @Override
    public void begin() {
        if (polite) {
            bed.fleet().terminate(node);
        } else {
            bed.fleet().kill(node);
        }
    }

    @Override
    public void end() {
        bed.fleet().up(node);
    }
}
