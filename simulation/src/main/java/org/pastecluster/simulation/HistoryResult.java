package org.pastecluster.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What became of a history.
 *
 * @param options the history's
 * @param nanos how much virtual time passed
 * @param faults how often each kind of fault was caused, by its ordinal
 * @param broken the promise that broke; null if none did
 * @param how how it broke
 * @param longestConvergence the longest that a stable network took to converge, in nanoseconds
 * @param longestOverlap the longest that two nodes of one side believed to lead after the network had healed, in nanoseconds
 * @param excused how often somebody led early because a living predecessor's address refused
 */
public record HistoryResult(
        Options options,
        long nanos,
        long[] faults,
        @Nullable String broken,
        String how,
        long longestConvergence,
        long longestOverlap,
        int excused) {}
