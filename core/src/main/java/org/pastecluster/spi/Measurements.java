package org.pastecluster.spi;

import java.time.Duration;
import org.pastecluster.Verdict;

/**
 * Takes figures about one node, for a monitoring system. Every method does nothing unless it is overridden. What is rare is told as it
 * happens; what is frequent is counted, and read through {@link Readings} by who wants to know. A node without measurements counts
 * nothing.
 *
 * <p>Thread-safe: called from any thread of the component, the node's own among them, so it must not block. What it throws is dropped.
 */
public interface Measurements {

    /** Measures nothing. */
    Measurements NONE = new Measurements() {};

    /** The same, but that nothing it throws comes out. */
    static Measurements guarded(Measurements measurements) {
        return measurements == NONE ? NONE : new GuardedMeasurements(measurements);
    }

    /** The node starts. What {@code readings} tell may be read from now on, at any time, also after the node's end. Once for a node. */
    default void begin(Readings readings) {}

    /** A heartbeat to a node of this project was answered, over a link or over HTTP, after so long. */
    default void heartbeatAnswered(Duration roundTrip) {}

    /** A heartbeat brought no answer. */
    default void heartbeatMissed() {}

    /** This node's loop ran so much later than it should have, half a heartbeat at least: the process or its machine was paused. */
    default void paused(Duration lateness) {}

    /** This node was elected: over all nodes, each election counts once. */
    default void elected(Election cause) {}

    /**
     * A message got its verdict from a target so long after it was given to be sent, waiting for room included. Only one at a time is
     * watched: the next one that is sent after the last one had its verdict.
     */
    default void verdictAfter(Duration wait, Verdict verdict) {}

    /** An HTTP request for the cluster was turned away. */
    default void requestRejected(Rejection reason) {}

    /** What is counted. Thread-safe; reading may take a short lock for each member. */
    interface Readings {

        /** How many messages, counted for each target, have no verdict yet. */
        long messagesWaiting();

        /** How many bytes these count against the bounds of what may wait. */
        long bytesWaiting();

        /** How many messages, counted for each target, got this verdict since the start; those that the component sends itself left out. */
        long messages(Verdict verdict);
    }

    /** Why there was an election. */
    enum Election {
        /** No leader was known before. */
        NO_LEADER_BEFORE,
        /** The leader was silent. */
        LEADER_SILENT,
        /** The leader's address refused, or another process answered there. */
        LEADER_GONE,
        /** The leader handed over, and stays. */
        HANDED_OVER,
        /** The leader left. */
        LEADER_LEFT
    }

    /** Why a request was turned away. */
    enum Rejection {
        /** It could not be understood. */
        MALFORMED,
        /** It was not signed for this process and this time; so begins each acquaintance of two nodes. */
        UNPROVEN,
        /** Its secret is wrong, or it was altered. */
        WRONG_SECRET,
        /** There is no such path, or it does not take such a request. */
        NO_SUCH_PATH,
        /** Its body did not arrive in time. */
        TOO_SLOW,
        /** Its body, query or a header is too large. */
        TOO_LARGE,
        /** Too many came at a time from one address. */
        TOO_MANY,
        /** This node is starting, busy or has left. */
        UNAVAILABLE,
        /** This node failed to serve it. */
        INTERNAL
    }
}
