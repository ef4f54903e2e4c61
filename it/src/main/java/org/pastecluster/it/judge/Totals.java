package org.pastecluster.it.judge;

import java.util.List;

/**
 * A campaign in figures; times are nanoseconds.
 *
 * @param lasted from the first to the last line of the bed
 * @param faults how many began
 * @param overlapping how many of them overlapped another
 * @param agreeing as in {@link KindFigures}, of all kinds
 * @param agreeingNet likewise
 * @param plannedMoves how long it took until another led, of the leaders that left or handed over with no other fault
 * @param cutNetworks how many networks stayed cut for so long that the nodes of each side had to agree
 * @param leaderless as in {@link KindFigures}, of all kinds
 * @param doubled likewise
 * @param longestDoubled the longest time in which there was a side with two leaders
 * @param longestVerdict the longest time from accepting a message to its last verdict
 * @param messages of all
 * @param handled how often a handler was called
 * @param stalls how long somebody stood still without being told to
 * @param processes how many came up
 * @param emptyPhases those between the changes from faults to calm and back in which no message was delivered, as people read it
 */
public record Totals(
        long lasted,
        int faults,
        int overlapping,
        Durations agreeing,
        Durations agreeingNet,
        Durations plannedMoves,
        int cutNetworks,
        long leaderless,
        long doubled,
        long longestDoubled,
        long longestVerdict,
        MessageFigures messages,
        long handled,
        long stalls,
        int processes,
        List<String> emptyPhases) {
    public Totals {
        emptyPhases = List.copyOf(emptyPhases);
    }
}
