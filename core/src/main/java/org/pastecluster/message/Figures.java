package org.pastecluster.message;

/**
 * What decides between two leaders that meet.
 *
 * @param leader whose figures these are
 * @param support how many members acknowledged it within the lease, itself included
 * @param ledNanos how long it has led, by its own clock, outbidding not counted as an end
 */
public record Figures(LeaderRef leader, int support, long ledNanos) {

    /** The better supported one, then who has led longer, then the smaller host. Total and antisymmetric. */
    public boolean winsAgainst(Figures other) {
        if (support != other.support) {
            return support > other.support;
        }
        if (ledNanos != other.ledNanos) {
            return ledNanos > other.ledNanos;
        }
        return leader.host().compareTo(other.leader.host()) < 0;
    }
}
