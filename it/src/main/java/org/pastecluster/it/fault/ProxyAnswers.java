package org.pastecluster.it.fault;

import java.util.List;
import org.pastecluster.it.lab.Obstacle;
import org.pastecluster.it.lab.Way;

/** Something answers in a node's place: to all others, for each from its own network. Open connections are reset first. */
record ProxyAnswers(Bed bed, int node, int status) implements Fault {

    @Override
    public List<Integer> nodes() {
        return List.of(node);
    }

    @Override
    public String detail() {
        return status == 200 ? "a page of HTML" : String.valueOf(status);
    }

    private List<Obstacle> obstacles() {
        return Obstacles.oneWay(bed.others(node), List.of(node), Way.ANSWERED);
    }

    @Override
    public void begin() {
        bed.others(node).forEach(other -> bed.lab().helper(other).answer(node, status));
        bed.wires().put(obstacles());
        bed.others(node).forEach(other -> bed.lab().reset(other, List.of(node)));
    }

    @Override
    public void end() {
        bed.wires().lift(obstacles());
    }
}
