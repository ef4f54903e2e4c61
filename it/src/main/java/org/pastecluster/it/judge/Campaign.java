package org.pastecluster.it.judge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.Run.Stall;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.RunId;

/** All that was written down, put in order. Processes of nodes from {@value #FIRST_STRANGER} on are strangers, who belong to no cluster. */
final class Campaign {

    static final int FIRST_STRANGER = 100;

    private final Path directory;
    private final Timing timing = Timing.usual();
    private final List<BedEntry> bed;
    private final long start;
    private final Map<RunId, Run> runs = new TreeMap<>((one, other) -> one.node() == other.node()
            ? Integer.compare(one.run(), other.run())
            : Integer.compare(one.node(), other.node()));
    private final List<Run> neighbours = new ArrayList<>();
    private final List<Run> strangers = new ArrayList<>();
    private final Map<Long, Run> byIncarnation = new HashMap<>();
    private final Ledger ledger;
    private final Topology topology;
    private final Sides sides;
    private final Agreement agreement;
    private final Pauses pauses;
    private final Stalls stalls;

    /**
     * @param start what the clock showed when it began
     * @param all every process, strangers too
     */
    Campaign(Path directory, List<BedEntry> bed, long start, Collection<Run> all, Ledger ledger) {
        this.directory = directory;
        this.bed = List.copyOf(bed);
        this.start = start;
        this.ledger = ledger;
        // A node of which no process ever came up is of another kind.
        Set<Integer> ours = new HashSet<>();
        all.stream().filter(Run::cameUp).forEach(run -> ours.add(run.node()));
        for (Run run : all) {
            if (run.node() < FIRST_STRANGER && ours.contains(run.node())) {
                runs.put(run.id(), run);
            } else if (run.node() < FIRST_STRANGER) {
                neighbours.add(run);
            } else if (run.node() >= FIRST_STRANGER && run.cameUp()) {
                strangers.add(run);
            }
        }
        runs.values().stream().filter(Run::cameUp).forEach(run -> byIncarnation.put(run.incarnation(), run));
        this.topology = new Topology(bed, runs.values(), start);
        this.sides = new Sides(topology, timing);
        this.agreement = new Agreement(topology, runs.values());
        this.pauses = new Pauses(bed, start);
        this.stalls = stallsOf(runs.values());
    }

    /** When one of these stood still, or the bed, which says that the machine did. */
    Stalls stallsOf(Collection<Run> some) {
        List<Stall> all = new ArrayList<>();
        for (BedEntry entry : bed) {
            if (entry instanceof BedEntry.Stall stall) {
                all.add(new Stall(at(entry) - stall.nanos(), at(entry)));
            }
        }
        for (Run run : some) {
            run.stalls().forEach(stall -> all.addAll(Stalls.outside(stall, pauses.of(run))));
        }
        return new Stalls(all);
    }

    /** When a line of the bed was written. */
    long at(BedEntry entry) {
        return entry.at() - start;
    }

    Path directory() {
        return directory;
    }

    Timing timing() {
        return timing;
    }

    List<BedEntry> bed() {
        return bed;
    }

    /** What the clock showed when the campaign began. */
    long start() {
        return start;
    }

    /** When the bed said that it ends; {@link Run#NEVER} if it did not. */
    long end() {
        return bed.stream()
                .filter(BedEntry.End.class::isInstance)
                .mapToLong(this::at)
                .findFirst()
                .orElse(Run.NEVER);
    }

    /** When the bed ended, or was broken off. */
    long overAt() {
        return Math.min(end(), lastAt());
    }

    /** When the bed wrote its last line. */
    long lastAt() {
        return at(bed.get(bed.size() - 1));
    }

    /** The processes of the cluster, by node, in the order of their starts. */
    Collection<Run> runs() {
        return runs.values();
    }

    /** The processes of another kind, which write no journals. */
    List<Run> neighbours() {
        return neighbours;
    }

    /** The processes of strangers that came up. */
    List<Run> strangers() {
        return strangers;
    }

    @Nullable
    Run run(RunId id) {
        return runs.get(id);
    }

    /** Whose incarnation that is; null if nobody has said so. */
    @Nullable
    Run ofIncarnation(long incarnation) {
        return byIncarnation.get(incarnation);
    }

    Ledger ledger() {
        return ledger;
    }

    Topology topology() {
        return topology;
    }

    Sides sides() {
        return sides;
    }

    Agreement agreement() {
        return agreement;
    }

    Pauses pauses() {
        return pauses;
    }

    Stalls stalls() {
        return stalls;
    }
}
