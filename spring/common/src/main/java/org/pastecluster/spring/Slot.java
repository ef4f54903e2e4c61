package org.pastecluster.spring;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Leadership;

/**
 * One planned run of a {@link LeaderOnly} method with {@code @Scheduled(cron = …)}. All nodes plan the same slots, each by its own clock, and
 * one node runs each. One whose node dies in the middle is not run again; it may be run twice in a split network, when nobody is left who knows
 * of it, or with clocks more than ten minutes apart.
 *
 * <p>{@code job} and {@code planned} together name the work: a store that takes each pair once makes sure of it whatever happens to a node.
 * Immutable.
 *
 * @param job the bean, its method, the cron expression and, where one was given, its zone: {@code reports.send 0 0 3 * * *}
 * @param planned when it was to run; not when it does
 * @param madeUp whether it was missed, and is run later for that
 */
public record Slot(String job, Instant planned, boolean madeUp) {

    private static final ThreadLocal<@Nullable Slot> CURRENT = new ThreadLocal<>();

    public Slot {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(planned, "planned");
    }

    /**
     * The slot that the code on this thread runs. Empty outside of any, also on threads that were started inside, and in a method that
     * somebody called by hand.
     */
    public static Optional<Slot> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Does work for which this is the {@link #current()} slot, on the calling thread. Whatever was current before is so again afterwards, also
     * when the work throws.
     *
     * @param <T> what comes of it
     * @param <E> what it may throw
     */
    public <T extends @Nullable Object, E extends Throwable> T call(Leadership.Work<T, E> work) throws E {
        Slot before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    @Override
    public String toString() {
        return job + " of " + planned;
    }
}
