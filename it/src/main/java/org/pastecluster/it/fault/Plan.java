package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.List;

/**
 * One fault as the timetable has it.
 *
 * @param fault its number in the campaign
 * @param start after the begin of its round
 * @param length how long it lasts; that of what is over at once is the time in which it may show
 * @param who nodes in groups, whose meaning is the kind's: the sides of a split; who is cut from whom; the first of the first group where one node is
 *     concerned. Kinds that befall the leader have a node there that is taken while nobody is known to lead
 * @param size a number whose meaning is the kind's
 */
public record Plan(int fault, FaultKind kind, Duration start, Duration length, List<List<Integer>> who, long size) {

    public Plan {
        who = who.stream().map(List::copyOf).toList();
    }

    Duration end() {
        return start.plus(length);
    }

    /** The first node. */
    int node() {
        return who.get(0).get(0);
    }

    /** Whether both are under way at some time. */
    public boolean overlaps(Plan other) {
        return start.compareTo(other.end()) < 0 && other.start.compareTo(end()) < 0;
    }
}
