package org.pastecluster.it.record;

/**
 * A stretch in which each sample of {@code isLeader()} gave the same answer. Each sample lies between two readings of the monotonic clock.
 *
 * @param from the reading before the first of these samples
 * @param firstBy the reading after the first
 * @param last the reading before the last
 * @param to the reading after the last
 * @param token the fencing token, 0 where the node did not believe to lead
 * @param leaseUntil when the lease, as it stood at the last sample, ends if nobody renews it; 0 where it does not lead: so long would code that was frozen
 *     after the last sample have believed, had it run
 * @param longestLease what was left of the lease at the sample at which most was, in nanoseconds from the reading after it; 0 where it does not lead
 */
public record Belief(long from, long firstBy, long last, long to, long token, long leaseUntil, long longestLease) {

    public boolean leads() {
        return token != 0;
    }
}
