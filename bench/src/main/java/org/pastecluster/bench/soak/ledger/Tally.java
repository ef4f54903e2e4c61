package org.pastecluster.bench.soak.ledger;

import java.util.EnumMap;
import java.util.Map;
import org.pastecluster.Verdict;

/** What became of the messages of a lane. Not thread-safe. */
public final class Tally {

    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private long accepted;
    private long diedWithSender;
    private long handed;
    private long unknownButHanded;

    void accepted() {
        accepted++;
    }

    void told(Verdict verdict) {
        verdicts.merge(verdict, 1L, Long::sum);
    }

    void diedWithSender() {
        diedWithSender++;
    }

    void handed() {
        handed++;
    }

    void unknownButHanded() {
        unknownButHanded++;
    }

    /** Given away by the senders. */
    public long countAccepted() {
        return accepted;
    }

    /** Verdicts of that kind; one a target. */
    public long count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** Killed senders were told nothing of these. */
    public long countDiedWithSender() {
        return diedWithSender;
    }

    /** Handled, each target counted. */
    public long countHanded() {
        return handed;
    }

    /** Of those with the verdict {@link Verdict#UNKNOWN}. */
    public long countUnknownButHanded() {
        return unknownButHanded;
    }
}
