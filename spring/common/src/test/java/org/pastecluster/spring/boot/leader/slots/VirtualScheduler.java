package org.pastecluster.spring.boot.leader.slots;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

/** Runs one task at a time, when it is told to look at its clock. */
final class VirtualScheduler implements TaskScheduler {

    private final Clock clock;
    private final List<Planned> all = new ArrayList<>();
    private Instant present = Instant.EPOCH;

    VirtualScheduler(Clock clock) {
        this.clock = clock;
    }

    /** Runs what is due. */
    void tick() {
        for (Planned each : List.copyOf(all)) {
            Instant slot = each.at;
            if (slot == null) {
                all.remove(each);
            } else if (!slot.isAfter(clock.instant())) {
                present = slot;
                each.task.run();
                each.context.update(slot, slot, clock.instant());
                each.at = each.trigger.nextExecution(each.context);
            }
        }
    }

    /** For when the task that is running was planned. */
    Instant present() {
        return present;
    }

    @Override
    public Clock getClock() {
        return clock;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
        Planned planned = new Planned(task, trigger);
        all.add(planned);
        return planned;
    }

    private final class Planned extends CompletableFuture<Void> implements ScheduledFuture<Void> {

        private final Runnable task;
        private final Trigger trigger;
        private final SimpleTriggerContext context = new SimpleTriggerContext(clock);
        private Instant at;

        Planned(Runnable task, Trigger trigger) {
            this.task = task;
            this.trigger = trigger;
            this.at = trigger.nextExecution(context);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
        throw new UnsupportedOperationException();
    }
}
