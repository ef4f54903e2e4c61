package org.pastecluster.it.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.record.RunId;

/** A process stands still. */
final class Pause implements Fault {

    private final Bed bed;
    private final int node;
    private @Nullable RunId stopped;

    Pause(Bed bed, int node) {
        this.bed = bed;
        this.node = node;
    }

    @Override
    public List<Integer> nodes() {
        return List.of(node);
    }

    @Override
    public String detail() {
        return "SIGSTOP";
    }

    @Override
    public void begin() {
        stopped = bed.fleet().stop(node);
    }

    @Override
    public void end() {
        if (stopped != null) {
            bed.fleet().resume(stopped);
        }
    }
}
