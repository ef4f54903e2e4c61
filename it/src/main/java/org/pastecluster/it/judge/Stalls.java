package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pastecluster.it.judge.Run.Stall;

/** When somebody did not run though the bed had not stopped it: the machine's doing, not the cluster's. Overlapping stalls count once. */
final class Stalls {

    /** Between two that are not further apart there was no time to exchange anything on a machine that is that busy: to others they are one. */
    private static final long JOINT = 100_000_000;

    private final List<Stall> merged = new ArrayList<>();

    /** In any order. */
    Stalls(List<Stall> all) {
        List<Stall> sorted =
                all.stream().sorted(Comparator.comparingLong(Stall::from)).toList();
        for (Stall stall : sorted) {
            Stall last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && stall.from() <= last.to()) {
                merged.set(merged.size() - 1, new Stall(last.from(), Math.max(last.to(), stall.to())));
            } else {
                merged.add(stall);
            }
        }
    }

    /** What is left of a stall outside of the times in which the bed had stopped the process. */
    static List<Stall> outside(Stall stall, List<Stall> stopped) {
        List<Stall> left = List.of(stall);
        for (Stall pause : stopped) {
            List<Stall> smaller = new ArrayList<>();
            for (Stall piece : left) {
                if (pause.to() <= piece.from() || pause.from() >= piece.to()) {
                    smaller.add(piece);
                    continue;
                }
                if (pause.from() > piece.from()) {
                    smaller.add(new Stall(piece.from(), pause.from()));
                }
                if (pause.to() < piece.to()) {
                    smaller.add(new Stall(pause.to(), piece.to()));
                }
            }
            left = smaller;
        }
        return left;
    }

    /** How much of a time somebody stood still. */
    long within(long from, long to) {
        int first = 0;
        int end = merged.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (merged.get(middle).to() <= from) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        long sum = 0;
        for (int i = first; i < merged.size() && merged.get(i).from() < to; i++) {
            Stall stall = merged.get(i);
            sum += Math.min(to, stall.to()) - Math.max(from, stall.from());
        }
        return sum;
    }

    /** How long the longest was, of those that touch a time; several with hardly a moment between count as one. */
    long longest(long from, long to) {
        return joined().stream()
                .filter(stall -> stall.from() < to && stall.to() > from)
                .mapToLong(stall -> stall.to() - stall.from())
                .max()
                .orElse(0);
    }

    /**
     * The first moment of a time at which none that is longer than {@code longest} goes on, or has been over for less than {@code after}; {@link Run#NEVER} if there is no such
     * moment.
     */
    long free(long from, long to, long longest, long after) {
        long at = from;
        for (Stall stall : joined()) {
            boolean isLong = stall.to() - stall.from() > longest;
            if (isLong && stall.from() < at && stall.to() > at - after) {
                at = stall.to() + after;
            }
        }
        return at < to ? at : Run.NEVER;
    }

    private List<Stall> joined() {
        List<Stall> joined = new ArrayList<>();
        for (Stall stall : merged) {
            Stall last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && stall.from() - last.to() <= JOINT) {
                joined.set(joined.size() - 1, new Stall(last.from(), stall.to()));
            } else {
                joined.add(stall);
            }
        }
        return joined;
    }

    long total() {
        return merged.stream().mapToLong(stall -> stall.to() - stall.from()).sum();
    }
}
