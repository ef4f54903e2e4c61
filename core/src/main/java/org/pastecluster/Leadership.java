package org.pastecluster;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

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
}
