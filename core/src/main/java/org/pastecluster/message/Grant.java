package org.pastecluster.message;

import org.jspecify.annotations.Nullable;

/**
 * How much of a lease a node may have granted.
 *
 * @param leader to whom; null when the node was restarted and cannot know
 * @param remainingNanos how much longer that lease may run, from now on
 */
public record Grant(@Nullable LeaderRef leader, long remainingNanos) {}
