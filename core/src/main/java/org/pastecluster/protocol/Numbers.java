package org.pastecluster.protocol;

import org.pastecluster.message.LeaderRef;

/**
 * The numbers that leaders count up. They only grow.
 *
 * <p>{@code seen} is the highest number that this node knows of at all; the next claim goes above it. {@code published} is the
 * highest that was published with a view: a claim to it or to a lower one is turned away. A peer that tells of more than
 * {@link LeaderRef#HIGHEST_NUMBER} is not believed.
 */
final class Numbers {

    private long seen;
    private long published;

    /** Begins with the epoch milliseconds of the start, so that a node that forgot everything does not go back. */
    void start(long wallMillis, long remembered) {
        seen = Math.max(wallMillis, remembered);
        published = remembered;
    }

    void see(long number) {
        if (number <= LeaderRef.HIGHEST_NUMBER) {
            seen = Math.max(seen, number);
        }
    }

    void publish(long number) {
        if (number <= LeaderRef.HIGHEST_NUMBER) {
            see(number);
            published = Math.max(published, number);
        }
    }

    long seen() {
        return seen;
    }

    long published() {
        return published;
    }

    /** The number for the next claim. */
    long next() {
        return seen + 1;
    }

    boolean isClosed(long number) {
        return number <= published;
    }
}
