package org.pastecluster.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Verdict;

/**
 * What became of one lane's messages, by number, as far as the sender may not know it. While messages come, that is a ring; at rest it is
 * how many in a row have the same verdict, and reasons are forgotten. Whatever is asked or told of them ends the rest.
 */
final class Verdicts {

    private static final int LEAST = 64;

    /** A longer ring gets shorter when it is empty. */
    private static final int SHORT = 1_024;

    private static final @Nullable Verdict[] NO_RING = {};
    private static final long[] NO_RUNS = {};
    private static final List<Verdict> ALL = List.of(Verdict.values());

    /** A run is the number behind its last one, above the verdict's place in {@link #ALL} plus one, or 0 for none yet. */
    private static final int CODE_BITS = 3;

    private @Nullable Verdict[] ring = NO_RING;
    private long[] runs = NO_RUNS;
    private final TreeMap<Long, String> reasons = new TreeMap<>();
    private long floor = 1;
    private long next = 1;
    private long unreasoned = 1;

    /** The lowest number that is remembered. */
    long floor() {
        return floor;
    }

    /** The number that the next message has. */
    long next() {
        return next;
    }

    /** How many are remembered, with and without a verdict. */
    long open() {
        return next - floor;
    }

    /** The next message is there: its number. */
    long add() {
        wake();
        if (open() == ring.length) {
            grow();
        }
        ring[index(next)] = null;
        return next++;
    }

    private void grow() {
        @Nullable Verdict[] larger = new Verdict[ring.length * 2];
        for (long each = floor; each < next; each++) {
            larger[(int) each & (larger.length - 1)] = ring[index(each)];
        }
        ring = larger;
    }

    /** Of one that is remembered. */
    void set(long sequence, Verdict verdict, String reason) {
        wake();
        ring[index(sequence)] = verdict;
        if (!reason.isEmpty()) {
            reasons.put(sequence, reason);
        }
    }

    /** Of one that is remembered; null for none yet. */
    @Nullable
    Verdict of(long sequence) {
        wake();
        return ring[index(sequence)];
    }

    /** Why; empty when nothing was said. */
    String reason(long sequence) {
        String known = reasons.get(sequence);
        if (known != null) {
            return known;
        }
        return sequence < unreasoned && of(sequence) != Verdict.DELIVERED ? "its receiver does not remember why" : "";
    }

    /** The sender knows all below that number. */
    void forgetBelow(long sequence) {
        long known = Math.min(sequence, next);
        if (known > floor) {
            wake();
            floor = known;
            reasons.headMap(floor).clear();
            if (open() == 0 && ring.length > SHORT) {
                ring = new Verdict[ring.length / 2];
            }
        }
    }

    /**
     * Nothing is expected to be asked or told for long. If the verdicts change too often, it is only remembered that those messages came.
     *
     * @param most how often they may change
     * @return how many places that takes
     */
    int rest(int most) {
        if (ring.length > 0) {
            long[] found = runs(Math.max(most, 1));
            runs = found;
            ring = NO_RING;
            reasons.clear();
            unreasoned = next;
        }
        return runs.length;
    }

    boolean isAtRest() {
        return ring.length == 0;
    }

    private long[] runs(int most) {
        long[] found = new long[most];
        int count = 0;
        for (long each = floor; each < next; each++) {
            Verdict verdict = ring[index(each)];
            int code = verdict == null ? 0 : code(verdict);
            if (count > 0 && (found[count - 1] & ((1 << CODE_BITS) - 1)) == code) {
                count--;
            } else if (count == most) {
                return new long[] {run(next, code(Verdict.UNKNOWN))};
            }
            found[count++] = run(each + 1, code);
        }
        return Arrays.copyOf(found, count);
    }

    /** 0 is for none. */
    private static int code(Verdict verdict) {
        return ALL.indexOf(verdict) + 1;
    }

    private static long run(long end, int code) {
        return end << CODE_BITS | code;
    }

    private void wake() {
        if (ring.length > 0) {
            return;
        }
        int length = LEAST;
        while (length < open()) {
            length *= 2;
        }
        ring = new Verdict[length];
        long each = floor;
        for (long run : runs) {
            int code = (int) run & ((1 << CODE_BITS) - 1);
            for (; each < run >> CODE_BITS; each++) {
                ring[index(each)] = code == 0 ? null : ALL.get(code - 1);
            }
        }
        runs = NO_RUNS;
    }

    private int index(long sequence) {
        return (int) sequence & (ring.length - 1);
    }
}
