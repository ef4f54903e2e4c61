package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The faults of one round, and the calm after it.
 *
 * @param number from 1
 * @param faults in the order in which they begin
 * @param inCalm a fault that comes in the calm, with no other: somebody hands over, or leaves, or what must move nothing, or a cut that lasts, or a leader that stands still
 */
public record Round(int number, List<Plan> faults, Optional<Plan> inCalm) {

    public Round {
        faults = faults.stream()
                .sorted(Comparator.comparing(Plan::start).thenComparing(Plan::fault))
                .toList();
    }

    /** Until the last fault is over. */
    public Duration length() {
        return faults.stream().map(Plan::end).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** How many of its faults are under way together with another one. */
    public long overlapping() {
        return faults.stream()
                .filter(one -> faults.stream().anyMatch(other -> one.fault() != other.fault() && one.overlaps(other)))
                .count();
    }
}
