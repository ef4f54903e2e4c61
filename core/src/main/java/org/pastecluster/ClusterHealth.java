package org.pastecluster;

import java.time.Instant;
import java.util.List;

/**
 * Whether a node does its work.
 *
 * @param status the verdict
 * @param reasons sentences: why it is down, or what a person should mend although it is up; empty when all is well
 * @param lastRun when the node's loop last ran, on its wall clock; its start before the first run
 */
public record ClusterHealth(Status status, List<String> reasons, Instant lastRun) {

    public ClusterHealth {
        reasons = List.copyOf(reasons);
    }

    public boolean isUp() {
        return status == Status.UP;
    }

    /** The verdict about a node. */
    public enum Status {
        /** It knows a leader, or has been without one for a short time only. */
        UP,
        /** It has stopped, its loop does not run, or it has no leader and cannot get one. */
        DOWN
    }
}
