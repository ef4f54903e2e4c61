package org.pastecluster.it.fault;

import java.util.List;
import java.util.Locale;
import org.pastecluster.it.lab.inside.Squatting;

/** A node dies, and another program takes its port until it comes back. */
record OtherProgram(Bed bed, int node, Squatting how) implements Fault {

    @Override
    public List<Integer> nodes() {
        return List.of(node);
    }

    @Override
    public String detail() {
        return how.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void begin() {
        bed.fleet().kill(node);
        bed.fleet().awaitEnd(node);
        bed.lab().helper(node).squat(how);
    }

    @Override
    public void end() {
        bed.lab().helper(node).leave();
        bed.fleet().up(node);
    }
}
