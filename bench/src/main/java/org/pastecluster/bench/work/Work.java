package org.pastecluster.bench.work;

import static org.pastecluster.bench.system.SystemKind.HAZELCAST;
import static org.pastecluster.bench.system.SystemKind.JGROUPS;
import static org.pastecluster.bench.system.SystemKind.PEKKO;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pastecluster.bench.system.SystemKind;

/** What a user may ask to be measured. */
@SuppressWarnings("ImmutableEnumChecker") // List.of and Set.of
public enum Work {
    STREAM_100("stream-100", Needs.MESSAGES, Set.of(), Measure.STREAM_100),
    STREAM_1000("stream-1000", Needs.MESSAGES, Set.of(), Measure.STREAM_1000),
    BROADCAST_1000("broadcast-1000", Needs.MESSAGES, Set.of(), Measure.BROADCAST_1000),
    PING_100("ping-100", Needs.MESSAGES, Set.of(), Measure.PING_100_P50, Measure.PING_100_P99),
    CRASH_3("crash-3", Needs.LEADER, Set.of(PEKKO), Measure.CRASH_3),
    CRASH_5("crash-5", Needs.LEADER, Set.of(PEKKO), Measure.CRASH_5),
    FREEZE_3("freeze-3", Needs.LEADER, Set.of(JGROUPS, HAZELCAST, PEKKO), Measure.FREEZE_3),
    TWO_LEADERS("two-leaders", Needs.LEADER, Set.of(JGROUPS, HAZELCAST, PEKKO), Measure.TWO_LEADERS),
    RESET_3("reset-3", Needs.LEADER, Set.of(JGROUPS, HAZELCAST, PEKKO), Measure.RESET_3, Measure.RESET_3_TWO_LEADERS),
    COLD_3("cold-3", Needs.LEADER, Set.of(), Measure.COLD_3),
    IDLE_5("idle-5", Needs.LEADER, Set.of(), Measure.IDLE_5, Measure.IDLE_5_THREADS, Measure.IDLE_5_RSS),
    FOOTPRINT(
            "footprint",
            Needs.LEADER,
            Set.of(),
            Measure.FOOTPRINT_THREADS,
            Measure.FOOTPRINT_RSS,
            Measure.FOOTPRINT_JARS,
            Measure.FOOTPRINT_SIZE);

    /** What a system must be able to do for it. */
    private enum Needs {
        MESSAGES,
        LEADER
    }

    private final String label;
    private final Needs needs;
    private final Set<SystemKind> slowWith;
    private final List<Measure> measures;

    Work(String label, Needs needs, Set<SystemKind> slowWith, Measure... measures) {
        this.label = label;
        this.needs = needs;
        this.slowWith = slowWith;
        this.measures = List.of(measures);
    }

    /** The one of that name. */
    public static Optional<Work> named(String label) {
        return Arrays.stream(values()).filter(work -> work.label.equals(label)).findFirst();
    }

    public String label() {
        return label;
    }

    /** The figures that it brings. */
    public List<Measure> measures() {
        return measures;
    }

    /** Why that system has no figure for it; empty if it can have one. */
    public String impossibleWith(SystemKind kind) {
        if (needs == Needs.LEADER && !kind.elects()) {
            return "no leader";
        }
        return needs == Needs.MESSAGES && !kind.sends() ? "not yet" : "";
    }

    /** Whether that takes the system, as shipped, more than twenty seconds of waiting. */
    public boolean isSlowWith(SystemKind kind) {
        return slowWith.contains(kind);
    }
}
