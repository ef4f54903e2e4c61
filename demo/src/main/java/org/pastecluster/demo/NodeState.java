package org.pastecluster.demo;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the demo knows of one node. Instants are of the monotonic clock.
 *
 * @param leader whom it names; null for nobody
 * @param leaderSince since when it has named that one
 * @param membersSince since when it has listed those members
 * @param heardAt when its last line came; 0 before the first
 * @param printedAt when it printed its last line; 0 before the first
 * @param mainNanos when its program began; 0 while it has not told
 * @param openNanos when its port was open; 0 while it has not told
 */
record NodeState(
        String host,
        Phase phase,
        String role,
        long number,
        long version,
        @Nullable String leader,
        Set<String> members,
        long leaderSince,
        long membersSince,
        long heardAt,
        long printedAt,
        long mainNanos,
        long openNanos) {

    static NodeState starting(String host) {
        return new NodeState(host, Phase.STARTING, "", 0, 0, null, Set.of(), 0, 0, 0, 0, 0, 0);
    }

    NodeState in(Phase next) {
        return new NodeState(
                host,
                next,
                role,
                number,
                version,
                leader,
                members,
                leaderSince,
                membersSince,
                heardAt,
                printedAt,
                mainNanos,
                openNanos);
    }

    /** A line that says nothing of how it stands. */
    NodeState afterMessage(NodeLine line, long now) {
        return new NodeState(
                host,
                phase,
                role,
                number,
                version,
                leader,
                members,
                leaderSince,
                membersSince,
                now,
                line.nanos(),
                mainNanos,
                openNanos);
    }

    NodeState after(NodeLine line, long now) {
        Set<String> listed = Set.copyOf(line.members());
        boolean isStarted = line.event().equals("started");
        return new NodeState(
                host,
                phase == Phase.STARTING ? Phase.RUNNING : phase,
                line.role(),
                line.number(),
                line.version(),
                line.leader(),
                listed,
                Objects.equals(leader, line.leader()) ? leaderSince : line.nanos(),
                members.equals(listed) ? membersSince : line.nanos(),
                now,
                line.nanos(),
                isStarted ? line.mainNanos() : mainNanos,
                isStarted ? line.openNanos() : openNanos);
    }

    /** Since when it has named its leader and listed its members. */
    long settledSince() {
        return Math.max(leaderSince, membersSince);
    }

    boolean names(@Nullable String host) {
        return leader != null && leader.equals(host);
    }

    boolean lists(List<String> hosts) {
        return members.equals(Set.copyOf(hosts));
    }
}
