package org.pastecluster.spring.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.PeriodicTrigger;
import org.springframework.scheduling.support.TaskUtils;

/** The scheduler of an application whose time is the test's. It only knows what is due; its {@link ApplicationProcess} runs it. */
final class VirtualTaskScheduler implements TaskScheduler {

    private final Clock clock;
    private final List<VirtualTask> tasks = new ArrayList<>();

    VirtualTaskScheduler(Clock clock) {
        this.clock = clock;
    }

    /** When something is due next, by the application's clock; null for never. */
    @Nullable
    Instant next() {
        VirtualTask first = first();
        return first == null ? null : first.next();
    }

    /** The task whose turn it is; null while none is due. */
    @Nullable
    VirtualTask due() {
        VirtualTask first = first();
        Instant at = first == null ? null : first.next();
        return at == null || at.isAfter(clock.instant()) ? null : first;
    }

    /** The one that is due first; of several at the same moment the one that was scheduled first. */
    private @Nullable VirtualTask first() {
        tasks.removeIf(VirtualTask::isOver);
        VirtualTask first = null;
        Instant earliest = Instant.MAX;
        for (VirtualTask each : tasks) {
            Instant at = each.next();
            if (at != null && at.isBefore(earliest)) {
                first = each;
                earliest = at;
            }
        }
        return first;
    }

    @Override
    public Clock getClock() {
        return clock;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
        return add(TaskUtils.decorateTaskWithErrorHandler(task, null, true), trigger);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
        return add(
                TaskUtils.decorateTaskWithErrorHandler(task, null, false),
                context -> context.lastCompletion() == null ? startTime : null);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
        return periodic(task, startTime, period, true);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
        return periodic(task, clock.instant(), period, true);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
        return periodic(task, startTime, delay, false);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
        return periodic(task, clock.instant(), delay, false);
    }

    private VirtualTask periodic(Runnable task, Instant startTime, Duration period, boolean isFixedRate) {
        PeriodicTrigger trigger = new PeriodicTrigger(period);
        trigger.setFixedRate(isFixedRate);
        Trigger from = context -> context.lastCompletion() == null ? startTime : trigger.nextExecution(context);
        return add(TaskUtils.decorateTaskWithErrorHandler(task, null, true), from);
    }

    private VirtualTask add(Runnable task, Trigger trigger) {
        VirtualTask added = new VirtualTask(task, trigger, clock);
        tasks.add(added);
        return added;
    }
}
