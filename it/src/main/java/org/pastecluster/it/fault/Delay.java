package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.List;
import org.pastecluster.it.lab.Obstacle;
import org.pastecluster.it.lab.Way;

/** What two groups of nodes say to each other comes late. Connections that are open are reset first, so that they are made anew through the proxy. */
record Delay(Bed bed, List<List<Integer>> groups, long millis) implements Fault {

    @Override
    public List<Integer> nodes() {
        return groups.stream().flatMap(List::stream).sorted().toList();
    }

    @Override
    public String detail() {
        return millis + " ms each way between " + groups;
    }

    private List<Obstacle> obstacles() {
        return Obstacles.between(groups, Way.DELAY);
    }

    @Override
    public void begin() {
        setDelay(Duration.ofMillis(millis));
        bed.wires().put(obstacles());
        for (List<Integer> group : groups) {
            List<Integer> others =
                    nodes().stream().filter(node -> !group.contains(node)).toList();
            group.forEach(node -> bed.lab().reset(node, others));
        }
    }

    /** Connections that go through the proxy stay there, without a delay. */
    @Override
    public void end() {
        setDelay(Duration.ZERO);
        bed.wires().lift(obstacles());
    }

    private void setDelay(Duration delay) {
        obstacles().forEach(pair -> bed.lab().helper(pair.from()).delay(pair.to(), delay));
    }
}
