package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pastecluster.it.judge.World.Fault;
import org.pastecluster.it.judge.World.Way;
import org.pastecluster.it.record.BedEntry;

/** How things stood, from the first to the last moment, world by world. */
final class Topology {

    private record Change(long at, Runnable does) {}

    private final List<World> worlds = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private final Map<Integer, Run> up = new TreeMap<>();
    private final Set<Integer> stopped = new HashSet<>();
    private final Map<Integer, Integer> unsettled = new HashMap<>();
    private final Map<Way, Integer> cuts = new HashMap<>();
    private final Map<Integer, Fault> active = new LinkedHashMap<>();
    private boolean calm;

    /** {@code bed} is in the order of time, {@code runs} are those of nodes that belong to the cluster. */
    Topology(List<BedEntry> bed, Collection<Run> runs, long start) {
        List<Change> changes = new ArrayList<>();
        Map<Integer, Long> overs = new HashMap<>();
        for (BedEntry entry : bed) {
            if (entry instanceof BedEntry.Over over) {
                overs.put(over.fault(), over.at() - start);
            }
        }
        for (BedEntry entry : bed) {
            changes.add(new Change(entry.at() - start, () -> apply(entry, start, overs)));
        }
        for (Run run : runs) {
            addLife(run, changes);
        }
        changes.sort(Comparator.comparingLong(Change::at));
        play(changes);
    }

    private void addLife(Run run, List<Change> changes) {
        int node = run.node();
        long end = run.livedUntil();
        changes.add(new Change(run.startedAt(), () -> unsettled.merge(node, 1, Integer::sum)));
        if (run.upAt() < end) {
            changes.add(new Change(run.upAt(), () -> {
                settle(node);
                up.put(node, run);
            }));
            if (end != Run.NEVER) {
                changes.add(new Change(end, () -> {
                    up.remove(node, run);
                    unsettled.merge(node, 1, Integer::sum);
                }));
            }
        }
        if (run.goneAt() != Run.NEVER) {
            changes.add(new Change(run.goneAt(), () -> settle(node)));
        }
    }

    private void settle(int node) {
        unsettled.computeIfPresent(node, (unused, count) -> count > 1 ? count - 1 : null);
    }

    private void apply(BedEntry entry, long start, Map<Integer, Long> overs) {
        if (entry instanceof BedEntry.Began began) {
            long at = began.at() - start;
            Fault fault = new Fault(
                    began.fault(), began.kind(), began.nodes(), at, overs.getOrDefault(began.fault(), Run.NEVER));
            faults.add(fault);
            active.put(began.fault(), fault);
            calm = false;
        } else if (entry instanceof BedEntry.Over over) {
            active.remove(over.fault());
        } else if (entry instanceof BedEntry.Stopped paused) {
            stopped.add(paused.run().node());
        } else if (entry instanceof BedEntry.Continued continued) {
            stopped.remove(continued.run().node());
        } else if (entry instanceof BedEntry.Gone gone) {
            stopped.remove(gone.run().node());
        } else if (entry instanceof BedEntry.Cut cut) {
            cuts.merge(new Way(cut.from(), cut.to(), cut.way()), 1, Integer::sum);
        } else if (entry instanceof BedEntry.Mended mended) {
            cuts.computeIfPresent(
                    new Way(mended.from(), mended.to(), mended.way()), (way, count) -> count > 1 ? count - 1 : null);
        } else if (entry instanceof BedEntry.Calm) {
            // It says that no fault is left; a line that the bed forgot must not keep a way cut for ever.
            calm = true;
            active.clear();
            cuts.clear();
            stopped.clear();
        } else if (entry instanceof BedEntry.End) {
            calm = false;
        }
    }

    private void play(List<Change> changes) {
        long from = changes.isEmpty() ? 0 : changes.get(0).at();
        for (Change change : changes) {
            if (change.at() == Run.NEVER) {
                break;
            }
            if (change.at() > from) {
                worlds.add(now(from, change.at()));
                from = change.at();
            }
            change.does().run();
        }
    }

    private World now(long from, long to) {
        return new World(
                from,
                to,
                Collections.unmodifiableMap(new TreeMap<>(up)),
                Set.copyOf(stopped),
                Set.copyOf(unsettled.keySet()),
                Set.copyOf(cuts.keySet()),
                List.copyOf(active.values()),
                calm);
    }

    /** All, in the order of time, without gaps. */
    List<World> worlds() {
        return worlds;
    }

    /** All faults, in the order of their beginnings. */
    List<Fault> faults() {
        return faults;
    }

    /** Those worlds that a time touches. */
    List<World> between(long from, long to) {
        int first = 0;
        int end = worlds.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (worlds.get(middle).to() < from) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        int last = first;
        while (last < worlds.size() && worlds.get(last).from() <= to) {
            last++;
        }
        return worlds.subList(first, last);
    }
}
