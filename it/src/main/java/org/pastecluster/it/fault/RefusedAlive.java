package org.pastecluster.it.fault;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.it.lab.Obstacle;
import org.pastecluster.it.lab.Way;

/** All connections of a node that lives are reset, and what is dialled to it is refused; in {@code both} directions also what it dials. */
record RefusedAlive(Bed bed, int node, boolean both) implements Fault {

    @Override
    public List<Integer> nodes() {
        return List.of(node);
    }

    @Override
    public String detail() {
        return both ? "nobody reaches it, and it reaches nobody" : "nobody reaches it";
    }

    private List<Obstacle> obstacles() {
        List<Obstacle> all = new ArrayList<>(Obstacles.oneWay(bed.others(node), List.of(node), Way.REFUSE_REQUESTS));
        if (both) {
            all.addAll(Obstacles.oneWay(List.of(node), bed.others(node), Way.REFUSE_REQUESTS));
        }
        return all;
    }

    @Override
    public void begin() {
        bed.wires().put(obstacles());
        bed.lab().resetAll(node);
    }

    @Override
    public void end() {
        bed.wires().lift(obstacles());
    }
}
