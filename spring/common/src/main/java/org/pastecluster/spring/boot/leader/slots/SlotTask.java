package org.pastecluster.spring.boot.leader.slots;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Leadership;
import org.pastecluster.spring.MissedSlots;
import org.pastecluster.spring.Slot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.SchedulingAwareRunnable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

/**
 * A job's task and trigger in one, so that each run knows which slot it is. A scheduler may plan the next slot before the thread of this one
 * has begun, as the one of virtual threads does.
 *
 * <p>Missed slots are run by the same scheduler, one at a time and none beside a regular one; a regular one that comes meanwhile waits behind
 * them, without a thread. Thread-safe.
 */
final class SlotTask implements SchedulingAwareRunnable, Trigger {

    /** Most slots that are made up. */
    static final int MOST_MADE_UP = 100;

    private static final int MOST_PLANNED = 16;
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(SlotTask.class);

    private final SlotJob job;
    private final Runnable task;
    private final CronTrigger trigger;
    private final TaskScheduler scheduler;
    private final SlotKeeper keeper;
    private final SlotWaiting waiting;
    private final NavigableSet<Instant> planned = new TreeSet<>();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private Instant lastQueued = Instant.MIN;
    private int running;
    private boolean makingUp;

    /**
     * A slot that waits for its turn.
     *
     * @param under the leadership that makes it up; null for a regular one
     */
    private record Waiting(Instant planned, @Nullable Leadership under) {

        boolean isVoid() {
            return under != null && !under.isValid();
        }
    }

    SlotTask(
            SlotJob job,
            Runnable task,
            CronTrigger trigger,
            TaskScheduler scheduler,
            SlotKeeper keeper,
            SlotWaiting waiting) {
        this.job = job;
        this.task = task;
        this.trigger = trigger;
        this.scheduler = scheduler;
        this.keeper = keeper;
        this.waiting = waiting;
    }

    SlotJob job() {
        return job;
    }

    @Override
    public @Nullable Instant nextExecution(TriggerContext context) {
        keeper.clock(context.getClock());
        Instant next = trigger.nextExecution(context);
        if (next != null) {
            plan(next);
        }
        return next;
    }

    private synchronized void plan(Instant next) {
        planned.add(next);
        if (planned.size() > MOST_PLANNED) {
            planned.pollFirst();
        }
    }

    /** The latest slot that is due: those before it were planned and never run, as by a scheduler that had no room. Null for none. */
    private synchronized @Nullable Instant due(Instant now) {
        Instant due = planned.pollFirst();
        while (!planned.isEmpty() && !planned.first().isAfter(now)) {
            due = planned.pollFirst();
        }
        return due;
    }

    @Override
    public void run() {
        Instant slot = due(keeper.clock().instant());
        if (slot != null && knowsTheOthers() && begins(slot)) {
            try {
                run(slot, false);
            } finally {
                ended();
            }
        }
    }

    /** A leader may have begun a moment ago. */
    private boolean knowsTheOthers() {
        Leadership leadership = keeper.leadership();
        if (leadership != null) {
            try {
                waiting.await(keeper.collected(leadership), SlotKeeper.LONGEST.multipliedBy(2));
            } catch (InterruptedException toldToStop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Whether a regular slot runs now; else it waits for its turn, or is among those that do. */
    private synchronized boolean begins(Instant slot) {
        if (!makingUp) {
            running++;
            return true;
        }
        if (slot.isAfter(lastQueued) && queue.size() < most()) {
            queue.addLast(new Waiting(slot, null));
            lastQueued = slot;
        }
        return false;
    }

    private synchronized void ended() {
        running--;
        if (running == 0 && makingUp) {
            scheduleNext();
        }
    }

    private void run(Instant slot, boolean madeUp) {
        new DueSlot(new Slot(job.name(), slot, madeUp), job.method(), keeper, waiting).during(task);
    }

    private int most() {
        return job.missed() == MissedSlots.RUN_ALL ? MOST_MADE_UP : 1;
    }

    /** This node begins to lead and knows what the others know: runs what was missed, if it is to be. Returns at once. */
    void makeUp(Leadership leadership) {
        Mark mark = job.missed() == MissedSlots.SKIP ? null : keeper.mark(job.name());
        if (mark != null) {
            List<Instant> missed = missedSince(
                    Instant.ofEpochMilli(mark.millis()), keeper.clock().instant(), most());
            if (!missed.isEmpty()) {
                LOG.info("{}: {} missed slot(s) are made up, the last of {}.", job.name(), missed.size(), last(missed));
                makeUp(missed, leadership);
            }
        }
    }

    private synchronized void makeUp(List<Instant> missed, Leadership leadership) {
        queue.clear();
        missed.forEach(slot -> queue.addLast(new Waiting(slot, leadership)));
        lastQueued = last(missed);
        if (!makingUp) {
            makingUp = true;
            if (running == 0) {
                scheduleNext();
            }
        }
    }

    private static Instant last(List<Instant> slots) {
        return slots.get(slots.size() - 1);
    }

    /** The last slots of a time, oldest first. */
    List<Instant> missedSince(Instant since, Instant now, int most) {
        // From ever earlier on, for there may be millions of them in all.
        for (Duration look = FIRST_LOOK; ; look = look.multipliedBy(4)) {
            Instant from = now.minus(look);
            boolean isAll = !from.isAfter(since);
            Deque<Instant> last = slotsBetween(isAll ? since : from, now, most);
            if (isAll || last.size() == most) {
                return new ArrayList<>(last);
            }
        }
    }

    private Deque<Instant> slotsBetween(Instant since, Instant now, int most) {
        Deque<Instant> last = new ArrayDeque<>();
        SimpleTriggerContext context = new SimpleTriggerContext(keeper.clock());
        context.update(since, since, since);
        Instant slot = trigger.nextExecution(context);
        while (slot != null && !slot.isAfter(now)) {
            last.addLast(slot);
            if (last.size() > most) {
                last.removeFirst();
            }
            context.update(slot, slot, slot);
            slot = trigger.nextExecution(context);
        }
        return last;
    }

    /** By a trigger of its own, so that an error is handled as one of a regular run. */
    private void scheduleNext() {
        try {
            var unused = scheduler.schedule(new Turn(), new Once());
        } catch (RuntimeException stopped) {
            LOG.debug("{}: missed slots are not made up, for the scheduler takes no tasks.", job.name(), stopped);
            queue.clear();
            makingUp = false;
        }
    }

    private void takeTurn() {
        Waiting next = next();
        if (next != null) {
            try {
                run(next.planned(), next.under() != null);
            } finally {
                turnEnded();
            }
        }
    }

    private synchronized @Nullable Waiting next() {
        queue.removeIf(Waiting::isVoid);
        Waiting next = queue.pollFirst();
        makingUp = next != null;
        return next;
    }

    private synchronized void turnEnded() {
        if (queue.isEmpty()) {
            makingUp = false;
        } else {
            scheduleNext();
        }
    }

    @Override
    public boolean isLongLived() {
        return task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
    }

    @Override
    public @Nullable String getQualifier() {
        return task instanceof SchedulingAwareRunnable aware ? aware.getQualifier() : null;
    }

    @Override
    public String toString() {
        return task.toString();
    }

    /** One slot that waited. */
    private final class Turn implements SchedulingAwareRunnable {

        @Override
        public void run() {
            takeTurn();
        }

        @Override
        public boolean isLongLived() {
            return SlotTask.this.isLongLived();
        }

        @Override
        public @Nullable String getQualifier() {
            return SlotTask.this.getQualifier();
        }

        @Override
        public String toString() {
            return SlotTask.this.toString();
        }
    }

    /** At once, and not again. */
    private static final class Once implements Trigger {

        private boolean done;

        @Override
        public synchronized @Nullable Instant nextExecution(TriggerContext context) {
            boolean first = !done;
            done = true;
            return first ? context.getClock().instant() : null;
        }
    }
}
