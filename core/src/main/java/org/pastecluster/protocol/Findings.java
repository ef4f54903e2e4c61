package org.pastecluster.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.pastecluster.message.CallFailure;

/** What the hosts turned out to be in one round of asking, and whose answer is still waited for. */
final class Findings {

    private final Map<String, Finding> found = new LinkedHashMap<>();
    private final Set<String> unanswered = new LinkedHashSet<>();
    private boolean complete;

    /** What a host turned out to be. */
    enum Finding {
        /** A node without a leader that never was a member. */
        FREE,
        /** As {@link #FREE}; it is not listed, and called this node by itself. */
        CALLED,
        /** A node without a leader that was a member of a cluster. */
        MEMBER,
        /** This node itself, by another spelling of its address. */
        ONESELF,
        /** A .NET node; it neither forbids nor delays founding. */
        NEIGHBOUR,
        REFUSED,
        SILENT,
        FOREIGN,
        REJECTED;

        static Finding of(CallFailure failure) {
            return switch (failure) {
                case REFUSED -> REFUSED;
                case SILENT -> SILENT;
                case FOREIGN -> FOREIGN;
                case REJECTED -> REJECTED;
            };
        }

        boolean isAlive() {
            return this == FREE || this == CALLED || this == MEMBER;
        }
    }

    void clear() {
        found.clear();
        unanswered.clear();
        complete = false;
    }

    /** These are all the hosts of the round. */
    void expect(Collection<String> hosts) {
        complete = true;
        unanswered.clear();
        for (String host : hosts) {
            if (!found.containsKey(host)) {
                unanswered.add(host);
            }
        }
    }

    void put(String host, Finding finding) {
        found.put(host, finding);
        unanswered.remove(host);
    }

    boolean contains(String host) {
        return found.containsKey(host);
    }

    boolean hasCalled(String host) {
        return found.get(host) == Finding.CALLED;
    }

    /** Whether the answer of a host is missing. */
    boolean isOpen() {
        return !complete || !unanswered.isEmpty();
    }

    int countAlive() {
        int alive = 0;
        for (Finding finding : found.values()) {
            alive += finding.isAlive() ? 1 : 0;
        }
        return alive;
    }

    /** From when on this node may found a cluster, as things are; {@code Long.MAX_VALUE} for never. */
    long foundsFrom(long startedAt, Timing timing) {
        long from = startedAt + (isOpen() ? timing.lease : timing.foundingMargin);
        boolean accepted = false;
        boolean rejected = false;
        for (Finding finding : found.values()) {
            if (finding == Finding.SILENT) {
                from = Math.max(from, startedAt + timing.lease);
            } else if (finding == Finding.FOREIGN) {
                from = Math.max(from, startedAt + timing.foreignDelay);
            } else if (finding == Finding.MEMBER) {
                from = Math.max(from, startedAt + timing.membersHead);
            }
            accepted |= finding == Finding.FREE;
            rejected |= finding == Finding.REJECTED;
        }
        return rejected && !accepted ? Long.MAX_VALUE : from;
    }
}
