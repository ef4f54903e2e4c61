package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.record.Belief;

/**
 * What one process believed of itself. It surely led from the second reading of a sample on that said so, up to the first reading of the last such sample:
 * between samples that agree and follow one another nothing else is assumed.
 */
final class Beliefs {

    private static final int NUMBER_SHIFT = 16;

    /**
     * A time of leading without a break that a sample saw; it may be of several tokens, if the leader was outbid in place.
     *
     * @param notBefore the latest moment before it at which it surely did not lead; {@link Long#MIN_VALUE} if there is none
     * @param surelyFrom from here on it surely led
     * @param surelyTo up to here
     * @param stretches what was sampled
     */
    record Tenure(long notBefore, long surelyFrom, long surelyTo, List<Belief> stretches) {
        long number() {
            return firstToken() >>> NUMBER_SHIFT;
        }

        long firstToken() {
            return stretches.get(0).token();
        }

        long lastToken() {
            return stretches.get(stretches.size() - 1).token();
        }
    }

    private final List<Belief> stretches;
    private final List<Tenure> tenures = new ArrayList<>();

    /** In the order of time, and relative to the campaign's start. */
    Beliefs(List<Belief> stretches) {
        this.stretches = List.copyOf(stretches);
        collect();
    }

    /** The same, told relative to another moment. */
    static Belief shifted(Belief belief, long start) {
        return new Belief(
                belief.from() - start,
                belief.firstBy() - start,
                belief.last() - start,
                belief.to() - start,
                belief.token(),
                belief.leads() ? belief.leaseUntil() - start : 0,
                belief.longestLease());
    }

    static long number(long token) {
        return token >>> NUMBER_SHIFT;
    }

    /** How far the lease surely runs, as of the last sample of a stretch: who read it may have been late by as much as the sample took. */
    static long leaseSurelyUntil(Belief belief) {
        return belief.leaseUntil() - (belief.to() - belief.last());
    }

    private void collect() {
        List<Belief> leading = new ArrayList<>();
        long notBefore = Long.MIN_VALUE;
        for (Belief stretch : stretches) {
            if (stretch.leads()) {
                leading.add(stretch);
            } else {
                close(leading, notBefore);
                notBefore = stretch.last();
            }
        }
        close(leading, notBefore);
    }

    private void close(List<Belief> leading, long notBefore) {
        if (!leading.isEmpty()) {
            Belief first = leading.get(0);
            Belief last = leading.get(leading.size() - 1);
            tenures.add(new Tenure(notBefore, first.firstBy(), last.last(), List.copyOf(leading)));
            leading.clear();
        }
    }

    List<Belief> stretches() {
        return stretches;
    }

    List<Tenure> tenures() {
        return tenures;
    }

    /** As {@link #tenures}, but for breaks within one leadership: a leader whose wall clock jumped doubts itself until others have answered. */
    List<Tenure> leaderships() {
        List<Tenure> whole = new ArrayList<>();
        for (Tenure tenure : tenures) {
            Tenure last = whole.isEmpty() ? null : whole.get(whole.size() - 1);
            if (last == null || last.lastToken() != tenure.firstToken()) {
                whole.add(tenure);
            } else {
                List<Belief> both = new ArrayList<>(last.stretches());
                both.addAll(tenure.stretches());
                whole.set(whole.size() - 1, new Tenure(last.notBefore(), last.surelyFrom(), tenure.surelyTo(), both));
            }
        }
        return whole;
    }

    /** The last stretch whose first sample was done by a moment. */
    @Nullable
    Belief lastBy(long time) {
        int from = 0;
        int to = stretches.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (stretches.get(middle).firstBy() <= time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? null : stretches.get(from - 1);
    }

    /** Whether it led before and after a moment, in one leadership; samples may be missing between. */
    boolean ledThrough(long time) {
        for (Tenure tenure : leaderships()) {
            if (tenure.surelyFrom() <= time && time <= tenure.surelyTo()) {
                return true;
            }
        }
        return false;
    }

    /** The token with which it surely led at a moment; 0 if it did not, or if nobody knows. */
    long surelyLedWith(long time) {
        Belief belief = lastBy(time);
        return belief != null && belief.leads() && time <= belief.last() ? belief.token() : 0;
    }
}
