package org.pastecluster;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message, at each of its targets.
 *
 * @param outcomes one for each target, in the order of the view; a single one without a target when nobody fitted
 */
public record Delivery(List<Outcome> outcomes) {

    public Delivery {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * What became of it at one target.
     *
     * @param target the process; null when nobody fitted
     * @param reason a sentence for people; empty when it was delivered
     */
    public record Outcome(@Nullable Member target, Verdict verdict, String reason) {
        public Outcome {
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Whether it was delivered to everybody it was meant for, and to at least one. */
    public boolean isDelivered() {
        return !outcomes.isEmpty() && first().verdict() == Verdict.DELIVERED;
    }

    /** The only outcome, or the first one that is not {@link Verdict#DELIVERED}, or the first. */
    public Outcome first() {
        for (Outcome outcome : outcomes) {
            if (outcome.verdict() != Verdict.DELIVERED) {
                return outcome;
            }
        }
        return outcomes.get(0);
    }
}
