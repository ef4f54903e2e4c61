package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.List;
import org.pastecluster.it.lab.Obstacle;
import org.pastecluster.it.lab.Way;

/**
 * What one node has dialled to another stands still on open connections, and comes at once in the end: there ({@code size} 1), back (2), or both (0). First
 * they are made anew through the proxy, and used for a while.
 */
final class Stall implements Fault {

    private static final Duration IN_USE = Duration.ofSeconds(1);

    private final Bed bed;
    private final Plan plan;
    private final int from;
    private final int to;
    private final List<Obstacle> detour;
    private boolean stands;

    Stall(Bed bed, Plan plan) {
        this.bed = bed;
        this.plan = plan;
        this.from = plan.node();
        this.to = plan.who().get(1).get(0);
        this.detour = List.of(new Obstacle(from, to, Way.DELAY));
    }

    @Override
    public List<Integer> nodes() {
        return List.of(from, to);
    }

    @Override
    public String detail() {
        String direction = plan.size() == 0 ? "both ways" : plan.size() == 1 ? "there" : "back";
        return "what " + from + " dialled to " + to + ", " + direction;
    }

    @Override
    public void begin() {
        bed.lab().helper(from).stall(to, false, false);
        bed.wires().put(detour);
        bed.lab().reset(from, List.of(to));
    }

    @Override
    public List<Moment> moments() {
        return List.of(new Moment(IN_USE, this::stall));
    }

    private List<Obstacle> stalled() {
        return List.of(new Obstacle(from, to, Way.STALL));
    }

    private void stall() {
        stands = true;
        bed.wires().put(stalled());
        bed.lab().helper(from).stall(to, plan.size() != 2, plan.size() != 1);
    }

    @Override
    public void end() {
        bed.lab().helper(from).stall(to, false, false);
        if (stands) {
            bed.wires().lift(stalled());
        }
        bed.wires().lift(detour);
    }
}
