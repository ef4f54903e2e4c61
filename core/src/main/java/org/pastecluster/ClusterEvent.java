package org.pastecluster;

import java.time.Duration;

/** News for a {@link ClusterListener}. */
public sealed interface ClusterEvent {

    /**
     * This node leads from now on. Exactly one {@link LeadershipLost} with the same object follows, if need be when the node
     * stops.
     */
    record LeadershipAcquired(Leadership leadership) implements ClusterEvent {}

    /**
     * A warning: nobody has renewed the lease for so long that it ends soon. Stop what only a leader may do, or make sure
     * that it can stop within {@code remaining}. If the lease is renewed after all, no news says so: ask
     * {@link Leadership#isValid()}.
     *
     * @param remaining how much longer the lease ran when this was noticed; zero when the clocks cannot be trusted
     */
    record LeadershipEnding(Leadership leadership, Duration remaining) implements ClusterEvent {}

    /**
     * This node leads no longer.
     *
     * @param reason why, a sentence
     */
    record LeadershipLost(Leadership leadership, String reason) implements ClusterEvent {}

    /**
     * Another node leads than before, or none does.
     *
     * @param view the view that says so
     */
    record LeaderChanged(ClusterView view) implements ClusterEvent {}

    /** A member came into the view. */
    record MemberJoined(Member member) implements ClusterEvent {}

    /**
     * A member went out of the view.
     *
     * @param reason why, a sentence
     */
    record MemberLeft(Member member, String reason) implements ClusterEvent {}

    /** The node sees the cluster differently. */
    record ViewChanged(ClusterView view) implements ClusterEvent {}

    /**
     * This node takes no further part; the last news.
     *
     * @param reason why, a sentence
     * @param failed whether it had to stop; false when it was asked to leave
     */
    record Stopped(String reason, boolean failed) implements ClusterEvent {}
}
