package org.pastecluster;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Whether a node does its work.
 *
 * @param status the verdict
 * @param findings why it is down, or what a person should mend although it is up; empty when all is well
 * @param lastRun when the node's loop last ran, on its wall clock; its start before the first run
 */
public record ClusterHealth(Status status, List<Finding> findings, Instant lastRun) {

    public ClusterHealth {
        findings = List.copyOf(findings);
    }

    public boolean isUp() {
        return status == Status.UP;
    }

    /** The sentences of all findings, in their order. */
    public List<String> reasons() {
        return findings.stream().map(Finding::sentence).toList();
    }

    /** Whether there is a finding of this kind. */
    public boolean has(Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /** The verdict about a node. */
    public enum Status {
        /** It knows a leader, or has been without one for a short time only. */
        UP,
        /** It has stopped, its loop does not run, or it has no leader and cannot get one. */
        DOWN
    }

    /**
     * One thing that is not as it should be.
     *
     * @param sentence what it is, for people
     */
    public record Finding(Kind kind, String sentence) {

        public Finding {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    /** What a program can tell findings apart by. Later versions may know more. */
    public enum Kind {
        /** This node has left, as it was asked to; always {@link Status#DOWN}. */
        STOPPED,
        /** This node had to stop; always {@link Status#DOWN}. */
        FAILED,
        /** This node's loop has not run for more than a lease after it should have; always {@link Status#DOWN}. */
        LOOP_LATE,
        /**
         * This node has known no leader since its start; {@link Status#DOWN} after two leases, or at once together with
         * {@link #TURNED_AWAY} or {@link #STRANGER}.
         */
        NOT_JOINED,
        /** This node knew a leader and knows none now; {@link Status#DOWN} as with {@link #NOT_JOINED}. */
        NO_LEADER,
        /** Another node turns this one away, for instance because their secrets differ. */
        TURNED_AWAY,
        /** Something else answers at a node's address, such as a proxy's page. */
        STRANGER,
        /** What should say where nodes are does not, or says something odd. By itself no reason to be down. */
        DISCOVERY
    }
}
