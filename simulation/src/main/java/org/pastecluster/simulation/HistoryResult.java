package org.pastecluster.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.simulation.fault.FaultKind;

/**
 * What became of a history.
 *
 * @param options the history's
 * @param nanos how much virtual time passed
 * @param faults how often each kind of fault was caused
 * @param broken the promise that broke; null if none did
 * @param how how it broke
 * @param longestConvergence the longest that a stable network took to converge, in nanoseconds
 * @param longestOverlap the longest that two nodes of one side believed to lead after the network had healed, in nanoseconds
 * @param excused how often somebody led early because a living predecessor's address refused
 * @param unanswered how many requests reached a node that left them without an answer
 * @param messages what applications sent each other
 */
public record HistoryResult(
        Options options,
        long nanos,
        Map<FaultKind, Long> faults,
        @Nullable String broken,
        String how,
        long longestConvergence,
        long longestOverlap,
        int excused,
        long unanswered,
        MessageCounts messages) {
    public HistoryResult {
        faults = Map.copyOf(faults);
    }
}
