package org.pastecluster.spring.suite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

/** A scheduler whose clock the test sets, and which runs what is due on the test's thread. */
final class HandScheduler implements TaskScheduler {

    final List<RuntimeException> errors = new ArrayList<>();
    final List<Runnable> tasks = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final boolean plansFirst;
    private Instant now;

    /** @param plansFirst whether it plans the next run before it begins with one, as the scheduler of virtual threads may */
    HandScheduler(Instant now, boolean plansFirst) {
        this.now = now;
        this.plansFirst = plansFirst;
    }

    /** Lets the clock go on, or back, and runs what is due on the way. */
    void moveTo(Instant time) {
        now = time.isBefore(now) ? time : now;
        for (Planned next = earliest(); next != null && !next.at.isAfter(time); next = earliest()) {
            now = next.at.isAfter(now) ? next.at : now;
            next.run();
        }
        now = time;
    }

    private @Nullable Planned earliest() {
        return planned.stream()
                .filter(each -> each.at != null && !each.isCancelled())
                .min(Comparator.comparing(each -> each.at))
                .orElse(null);
    }

    @Override
    public Clock getClock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
        tasks.add(task);
        Planned made = new Planned(task, trigger, new SimpleTriggerContext(getClock()));
        planned.add(made);
        return made;
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

    /** A task and when it runs next. */
    private final class Planned extends CompletableFuture<Void> implements ScheduledFuture<Void> {

        private final Runnable task;
        private final Trigger trigger;
        private final SimpleTriggerContext context;
        private @Nullable Instant at;

        Planned(Runnable task, Trigger trigger, SimpleTriggerContext context) {
            this.task = task;
            this.trigger = trigger;
            this.context = context;
            this.at = trigger.nextExecution(context);
        }

        void run() {
            Instant slot = at;
            if (plansFirst) {
                plan(slot);
            }
            try {
                task.run();
            } catch (RuntimeException failed) {
                errors.add(failed);
            }
            if (!plansFirst) {
                plan(slot);
            }
        }

        private void plan(@Nullable Instant slot) {
            context.update(slot, now, now);
            at = trigger.nextExecution(context);
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
}
