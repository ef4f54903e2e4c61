package org.pastecluster.spring.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

/** A task of a {@link VirtualTaskScheduler}, and when it runs next. */
final class VirtualTask extends CompletableFuture<Object> implements ScheduledFuture<Object> {

    private final Runnable task;
    private final Trigger trigger;
    private final Clock clock;
    private final SimpleTriggerContext context;
    private @Nullable Instant next;
    private boolean running;

    VirtualTask(Runnable task, Trigger trigger, Clock clock) {
        this.task = task;
        this.trigger = trigger;
        this.clock = clock;
        this.context = new SimpleTriggerContext(clock);
        this.next = trigger.nextExecution(context);
    }

    /** When it runs next, by its application's clock; null while it runs, and when it is over. */
    @Nullable
    Instant next() {
        return running || isDone() ? null : next;
    }

    /** Whether it will never run again. */
    boolean isOver() {
        return isDone() || (!running && next == null);
    }

    /** Its turn has come. */
    void begins() {
        running = true;
    }

    /** Runs it once, in a thread that may be stopped for a while in the middle. */
    void run() {
        Instant planned = next == null ? clock.instant() : next;
        Instant begun = clock.instant();
        try {
            task.run();
        } finally {
            context.update(planned, begun, clock.instant());
            next = trigger.nextExecution(context);
            running = false;
            if (next == null) {
                complete(this);
            }
        }
    }

    @Override
    public long getDelay(TimeUnit unit) {
        Instant at = next;
        return at == null
                ? 0
                : unit.convert(Duration.between(clock.instant(), at).toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
