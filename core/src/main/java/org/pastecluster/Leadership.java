package org.pastecluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One time of leading, from {@link ClusterEvent.LeadershipAcquired} to {@link ClusterEvent.LeadershipLost}: work that only
 * a leader may do belongs to it and ends with it.
 *
 * <p>It stays the same object while the node goes on leading under a higher number, for instance after two sides of a split
 * met; {@link #number()} and {@link #token()} then grow. It ends once and never comes back.
 *
 * <p>Thread-safe; no method waits.
 */
public interface Leadership {

    /**
     * The leadership that the code on this thread works for: that of the innermost {@link #call} or {@link #run} around it.
     * Empty outside of any, also on threads that were started inside, to which it must be passed on by hand.
     */
    static Optional<Leadership> current() {
        return CurrentLeadership.get();
    }

    /** The number under which this node leads now. Only grows. */
    long number();

    /**
     * The fencing token: {@code number * 65536} plus 16 random bits. Send it with everything that is written elsewhere, and
     * let the store refuse what carries a smaller token than it has seen. Only grows.
     */
    long token();

    /** When this node began to lead, on its wall clock. */
    Instant acquiredAt();

    /**
     * Whether this node may act as leader at this moment. Reads the monotonic clock: false past the end of the lease, also
     * when the node was paused and no message has told it yet; false after the wall clock jumped ahead of the monotonic
     * one, until others have acknowledged this node again.
     *
     * <p>Something checked a moment ago may be false by now: only {@link #token()} protects a write.
     */
    boolean isValid();

    /** How much longer the lease runs if nobody renews it; zero when {@link #isValid()} is false. */
    Duration remaining();

    /**
     * Completes once, with a sentence that says why, when this leadership has ended. Completed on the threads that serve
     * listeners, never on the node's own. A paused node completes it late: {@link #isValid()} is false before.
     */
    CompletionStage<String> ended();

    /**
     * Does work for which this is the {@link #current()} leadership, on the calling thread. May be nested; whatever was current before is so
     * again afterwards, also when the work throws. Does not look whether this leadership {@link #isValid()}, and does not end the
     * work when it ends.
     *
     * @param <T> what comes of it
     * @param <E> what it may throw
     */
    default <T extends @Nullable Object, E extends Throwable> T call(Work<T, E> work) throws E {
        Leadership before = CurrentLeadership.replace(this);
        try {
            return work.call();
        } finally {
            CurrentLeadership.replace(before);
        }
    }

    /** As {@link #call}, for work of which nothing comes. */
    default void run(Runnable work) {
        Leadership before = CurrentLeadership.replace(this);
        try {
            work.run();
        } finally {
            CurrentLeadership.replace(before);
        }
    }

    /**
     * What a leader does.
     *
     * @param <T> what comes of it
     * @param <E> what it may throw
     */
    @FunctionalInterface
    interface Work<T extends @Nullable Object, E extends Throwable> {
        T call() throws E;
    }
}
