package org.pastecluster.it.fault;

import java.util.List;

/** Everything is killed, and started again at once. */
record AllCold(Bed bed) implements Fault {

    @Override
    public List<Integer> nodes() {
        return bed.nodes();
    }

    @Override
    public String detail() {
        return "SIGKILL of all";
    }

    @Override
    public void begin() {
        nodes().forEach(bed.fleet()::kill);
    }

    @Override
    public void end() {
        nodes().forEach(bed.fleet()::up);
    }
}
