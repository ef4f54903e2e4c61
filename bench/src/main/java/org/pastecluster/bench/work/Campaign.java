package org.pastecluster.bench.work;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.bench.fleet.BenchFailure;
import org.pastecluster.bench.fleet.Fleet;
import org.pastecluster.bench.fleet.Fleets;
import org.pastecluster.bench.system.SystemKind;

/**
 * All works with all systems. A run has fresh processes for each system: three nodes for messages and a crash, three for a freeze, three for a reset, five
 * for idling and a crash. The systems take turns, so that what disturbs the machine for a minute does not fall on one of them alone.
 */
public final class Campaign {

    private static final long FORM_SECONDS = 60;
    private static final int SMALL = 3;
    private static final int LARGE = 5;
    private static final Set<Work> FREEZES = EnumSet.of(Work.FREEZE_3, Work.TWO_LEADERS);
    private static final Set<Work> IN_FIVE = EnumSet.of(Work.IDLE_5, Work.CRASH_5);

    private final Fleets fleets;
    private final Pace pace;
    private final Figures figures;
    private final Consumer<String> progress;
    private @Nullable CostWorks costs;

    /** {@code progress} takes a sentence whenever something begins. */
    public Campaign(Fleets fleets, Pace pace, Figures figures, Consumer<String> progress) {
        this.fleets = fleets;
        this.pace = pace;
        this.figures = figures;
        this.progress = progress;
    }

    /** Measures these works once with that system; what it cannot do was left out before. */
    public void run(SystemKind kind, Set<Work> works) {
        Set<Work> small = EnumSet.noneOf(Work.class);
        small.addAll(works);
        small.removeAll(FREEZES);
        small.remove(Work.RESET_3);
        small.removeAll(IN_FIVE);
        if (!small.isEmpty()) {
            three(kind, small);
        }
        List<Work> freezes = works.stream().filter(FREEZES::contains).toList();
        if (!freezes.isEmpty()) {
            freeze(kind, freezes);
        }
        if (works.contains(Work.RESET_3)) {
            reset(kind);
        }
        List<Work> large = works.stream().filter(IN_FIVE::contains).toList();
        if (!large.isEmpty()) {
            five(kind, large);
        }
    }

    private void three(SystemKind kind, Set<Work> works) {
        try (Fleet fleet = fleets.start(kind, SMALL)) {
            if (!form(fleet, works)) {
                return;
            }
            if (works.contains(Work.COLD_3)) {
                figures.add(kind, Measure.COLD_3, fleet.agreedMillis());
            }
            fleet.quiet();
            if (works.contains(Work.FOOTPRINT)) {
                attempt(kind, List.of(Work.FOOTPRINT), () -> costs().footprint(fleet));
            }
            TrafficWorks traffic = new TrafficWorks(fleet, pace, figures);
            for (Work work : works) {
                if (TrafficWorks.ALL.contains(work)) {
                    attempt(kind, List.of(work), () -> traffic.run(work));
                }
            }
            if (works.contains(Work.CRASH_3)) {
                attempt(kind, List.of(Work.CRASH_3), () -> {
                    fleet.sample();
                    new FailureWorks(fleet, pace, figures).crash(Measure.CRASH_3);
                });
            }
        }
    }

    private void freeze(SystemKind kind, List<Work> works) {
        try (Fleet fleet = fleets.start(kind, SMALL)) {
            if (form(fleet, works)) {
                attempt(
                        kind,
                        works,
                        () -> new FailureWorks(fleet, pace, figures)
                                .freeze(works.contains(Work.FREEZE_3), works.contains(Work.TWO_LEADERS)));
            }
        }
    }

    private void reset(SystemKind kind) {
        List<Work> works = List.of(Work.RESET_3);
        try (Fleet fleet = fleets.startApart(kind, SMALL)) {
            if (form(fleet, works)) {
                attempt(kind, works, () -> new FailureWorks(fleet, pace, figures).reset());
            }
        }
    }

    private void five(SystemKind kind, List<Work> works) {
        try (Fleet fleet = fleets.startApart(kind, LARGE)) {
            if (!form(fleet, works)) {
                return;
            }
            if (works.contains(Work.IDLE_5)) {
                attempt(kind, List.of(Work.IDLE_5), () -> {
                    fleet.quiet();
                    try {
                        costs().idle(fleet);
                    } finally {
                        fleet.sample();
                    }
                });
            }
            if (works.contains(Work.CRASH_5)) {
                attempt(
                        kind,
                        List.of(Work.CRASH_5),
                        () -> new FailureWorks(fleet, pace, figures).crash(Measure.CRASH_5));
            }
        }
    }

    private boolean form(Fleet fleet, Iterable<Work> works) {
        progress.accept("starting " + fleet.size() + " nodes");
        try {
            fleet.awaitFormed(FORM_SECONDS);
            return true;
        } catch (BenchFailure failure) {
            works.forEach(work -> figures.miss(fleet.kind(), work, String.valueOf(failure.getMessage())));
            return false;
        }
    }

    private void attempt(SystemKind kind, List<Work> works, Runnable task) {
        progress.accept(String.join(", ", works.stream().map(Work::label).toList()));
        try {
            task.run();
        } catch (BenchFailure failure) {
            works.forEach(work -> figures.miss(kind, work, String.valueOf(failure.getMessage())));
        }
    }

    private CostWorks costs() {
        CostWorks made = costs == null ? new CostWorks(fleets, pace, figures) : costs;
        costs = made;
        return made;
    }
}
