package org.pastecluster.it.judge;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How things stood between two moments at which something was done or happened to the bed.
 *
 * @param up the processes that were surely up, stopped ones too, by node
 * @param stopped nodes whose process stands still
 * @param unsettled nodes whose process is starting or ending
 * @param cuts what is done to the ways between nodes
 * @param faults what goes on
 * @param calm whether the bed says that no fault is left
 */
record World(
        long from,
        long to,
        Map<Integer, Run> up,
        Set<Integer> stopped,
        Set<Integer> unsettled,
        Set<Way> cuts,
        List<Fault> faults,
        boolean calm) {

    /** What is done to what one node sends to another. */
    record Way(int from, int to, String way) {
        boolean joins(int one, int other) {
            return (from == one && to == other) || (from == other && to == one);
        }
    }

    /** A fault that has begun and is not over; {@code overAt} is when it will be. */
    record Fault(int number, String kind, List<Integer> nodes, long at, long overAt) {}

    /** Whether two worlds are the same for nodes: what goes on besides is another question. */
    boolean isLike(World other) {
        return up.equals(other.up)
                && stopped.equals(other.stopped)
                && unsettled.equals(other.unsettled)
                && cuts.equals(other.cuts);
    }

    boolean isCut(int from, int to, Set<String> ways) {
        for (Way way : cuts) {
            if (way.from() == from && way.to() == to && ways.contains(way.way())) {
                return true;
            }
        }
        return false;
    }
}
