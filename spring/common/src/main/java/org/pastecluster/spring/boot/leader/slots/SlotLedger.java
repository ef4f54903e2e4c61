package org.pastecluster.spring.boot.leader.slots;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the slots that were run anywhere: one mark for each job, which only grows. Other nodes' marks are taken if the job
 * is one of this application's, so that it has no more of them than there are annotations. Thread-safe.
 *
 * <p>A mark far ahead of this node's clock is none: whoever made it had a wrong clock, and nothing would run until then.
 */
final class SlotLedger {

    /** How far clocks may differ. */
    static final Duration FARTHEST_AHEAD = Duration.ofMinutes(10);

    private final Predicate<String> isJob;
    private final Map<String, Mark> marks = new TreeMap<>();

    /** @param isJob whether a job of that name is one of this application's */
    SlotLedger(Predicate<String> isJob) {
        this.isJob = isJob;
    }

    /**
     * Takes a slot.
     *
     * @param now this node's wall clock
     * @return false if it, or one after it, has been taken before
     */
    synchronized boolean take(String job, long slot, long now) {
        Mark mark = mark(job, now);
        if (mark != null && mark.ran() && mark.millis() >= slot) {
            return false;
        }
        marks.put(job, new Mark(slot, true));
        return true;
    }

    /**
     * Gives slots to another node, and takes note of it.
     *
     * @return the marks of those that have been taken before
     */
    synchronized Map<String, Mark> give(Map<String, Mark> slots, long now) {
        Map<String, Mark> inTheWay = new TreeMap<>();
        slots.forEach((job, slot) -> {
            Mark mark = mark(job, now);
            if (mark != null && mark.ran() && mark.millis() >= slot.millis()) {
                inTheWay.put(job, mark);
            }
        });
        var unused = merge(slots, now);
        return inTheWay;
    }

    /** How far a job has come; null when that is not known. */
    synchronized @Nullable Mark mark(String job, long now) {
        Mark mark = marks.get(job);
        return mark == null || isTooFar(mark, now) ? null : mark;
    }

    /**
     * Takes over what another node knows.
     *
     * @return false if some of it was too far ahead of this node's clock
     */
    synchronized boolean merge(Map<String, Mark> other, long now) {
        boolean allInReach = true;
        for (Map.Entry<String, Mark> each : other.entrySet()) {
            String job = each.getKey();
            Mark theirs = each.getValue();
            if (isTooFar(theirs, now)) {
                allInReach = false;
            } else if (isJob.test(job)) {
                Mark mine = mark(job, now);
                marks.put(job, mine == null ? theirs : mine.or(theirs));
            }
        }
        return allInReach;
    }

    /**
     * For the first leader of jobs: from now on their slots can be missed.
     *
     * @return whether there were any
     */
    synchronized boolean begin(Collection<String> jobs, long now) {
        boolean any = false;
        for (String job : jobs) {
            if (mark(job, now) == null) {
                marks.put(job, new Mark(now, false));
                any = true;
            }
        }
        return any;
    }

    synchronized Map<String, Mark> all(long now) {
        marks.values().removeIf(mark -> isTooFar(mark, now));
        return Map.copyOf(marks);
    }

    private static boolean isTooFar(Mark mark, long now) {
        return mark.millis() - now > FARTHEST_AHEAD.toMillis();
    }
}
