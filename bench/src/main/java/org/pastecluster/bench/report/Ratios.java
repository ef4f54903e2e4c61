package org.pastecluster.bench.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Measure;

/** One system's medians against those of others in the same campaign. */
public final class Ratios {

    private final Results results;
    private final List<SystemKind> systems;

    public Ratios(Results results, List<SystemKind> systems) {
        this.results = results;
        this.systems = List.copyOf(systems);
    }

    /** The peer, as shipped or tuned, whose median is best. */
    public Optional<SystemKind> bestPeer(Measure measure) {
        SystemKind best = null;
        double bestMedian = 0;
        for (SystemKind kind : systems) {
            OptionalDouble median = median(kind, measure);
            if (kind.role() == SystemKind.Role.PEER && median.isPresent()) {
                boolean better =
                        measure.moreIsBetter() ? median.getAsDouble() > bestMedian : median.getAsDouble() < bestMedian;
                if (best == null || better) {
                    best = kind;
                    bestMedian = median.getAsDouble();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The system's median divided by the best peer's: above 1 is more, which is better only where more is better. */
    public OptionalDouble toBestPeer(SystemKind kind, Measure measure) {
        return bestPeer(measure).map(peer -> ratio(kind, peer, measure)).orElse(OptionalDouble.empty());
    }

    /** The system's median divided by the floor's. */
    public OptionalDouble toFloor(SystemKind kind, Measure measure) {
        return ratio(kind, SystemKind.FLOOR, measure);
    }

    private OptionalDouble ratio(SystemKind one, SystemKind other, Measure measure) {
        OptionalDouble above = median(one, measure);
        OptionalDouble below = median(other, measure);
        return above.isPresent() && below.isPresent() && below.getAsDouble() > 0
                ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble median(SystemKind kind, Measure measure) {
        Optional<Summary> summary = systems.contains(kind) ? results.summary(kind, measure) : Optional.empty();
        return summary.isPresent() ? OptionalDouble.of(summary.get().median()) : OptionalDouble.empty();
    }
}
