package org.pastecluster.bench.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pastecluster.bench.fleet.Board;

/** How long two or more nodes believed to lead at the same time. */
final class Overlap {

    /** A belief begins, or ends. */
    private record Turn(long at, int change) {}

    private Overlap() {}

    /** {@code led} has for each node its spans; what is before {@code from} or after {@code until} does not count. */
    static long nanos(List<List<Board.Span>> led, long from, long until) {
        List<Turn> turns = new ArrayList<>();
        for (List<Board.Span> spans : led) {
            for (Board.Span span : spans) {
                long begin = Math.max(span.from(), from);
                long end = Math.min(span.to(), until);
                if (begin < end) {
                    turns.add(new Turn(begin, 1));
                    turns.add(new Turn(end, -1));
                }
            }
        }
        turns.sort(Comparator.comparingLong(Turn::at));
        long total = 0;
        long last = from;
        int believers = 0;
        for (Turn turn : turns) {
            if (believers > 1) {
                total += turn.at() - last;
            }
            believers += turn.change();
            last = turn.at();
        }
        return total;
    }
}
