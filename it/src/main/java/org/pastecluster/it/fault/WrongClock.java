package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.List;
import org.pastecluster.it.lab.FakeClock;

/** A wall clock jumps by {@code size} seconds, to the other side of the right time after a while, and back in the end. */
final class WrongClock implements Fault {

    private final Plan plan;
    private final FakeClock clock;

    WrongClock(Bed bed, Plan plan) {
        this.plan = plan;
        this.clock = bed.lab().clock(plan.node());
    }

    @Override
    public List<Integer> nodes() {
        return List.of(plan.node());
    }

    @Override
    public String detail() {
        return "wrong by " + plan.size() + " s, then by " + -plan.size() + " s";
    }

    @Override
    public void begin() {
        clock.shift(Duration.ofSeconds(plan.size()));
    }

    @Override
    public List<Moment> moments() {
        return List.of(new Moment(plan.length().dividedBy(2), () -> clock.shift(Duration.ofSeconds(-plan.size()))));
    }

    @Override
    public void end() {
        clock.shift(Duration.ZERO);
    }
}
