package org.pastecluster.message;

import org.jspecify.annotations.Nullable;

/**
 * How much of a lease a node may have granted.
 *
 * @param leader to whom; null when the node was restarted and cannot know
 * @param remainingNanos how much longer that lease may run, from now on
 */
public record Grant(@Nullable LeaderRef leader, long remainingNanos) {

    /** Whether it is to the same leader as another, and runs as long at least. */
    public boolean covers(Grant other) {
        return leader != null
                && other.leader != null
                && leader.isSameProcessAs(other.leader)
                && remainingNanos >= other.remainingNanos;
    }
}
