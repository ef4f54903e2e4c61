package org.pastecluster.it.fault;

import java.util.List;
import org.pastecluster.it.lab.Obstacle;

/** Packets vanish between nodes. */
record Cut(Bed bed, List<Integer> nodes, String detail, List<Obstacle> obstacles) implements Fault {

    @Override
    public void begin() {
        bed.wires().put(obstacles);
    }

    @Override
    public void end() {
        bed.wires().lift(obstacles);
    }
}
