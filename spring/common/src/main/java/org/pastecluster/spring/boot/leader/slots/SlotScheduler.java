package org.pastecluster.spring.boot.leader.slots;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.CronTrigger;

/** The application's scheduler, in which the tasks of leader-only jobs know their slots. All others go through as they are. */
final class SlotScheduler implements TaskScheduler {

    private final TaskScheduler scheduler;
    private final Slots slots;

    SlotScheduler(TaskScheduler scheduler, Slots slots) {
        this.scheduler = scheduler;
        this.slots = slots;
    }

    @Override
    public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
        SlotTask mine = trigger instanceof CronTrigger cron ? slots.taskOf(task, cron, scheduler) : null;
        if (mine == null) {
            return scheduler.schedule(task, trigger);
        }
        ScheduledFuture<?> future = scheduler.schedule(mine, mine);
        if (future == null) {
            slots.ended(mine);
            return null;
        }
        return new SlotFuture<>(future, () -> slots.ended(mine));
    }

    @Override
    public Clock getClock() {
        return scheduler.getClock();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
        return scheduler.schedule(task, startTime);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
        return scheduler.scheduleAtFixedRate(task, startTime, period);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
        return scheduler.scheduleAtFixedRate(task, period);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
        return scheduler.scheduleWithFixedDelay(task, startTime, delay);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
        return scheduler.scheduleWithFixedDelay(task, delay);
    }
}
