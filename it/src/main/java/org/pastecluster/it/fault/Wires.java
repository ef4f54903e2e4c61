package org.pastecluster.it.fault;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.Obstacle;
import org.pastecluster.it.lab.Way;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;

/** What stands between the nodes, counted: what two faults put up stands until both have lifted it. Writes what changes. */
final class Wires {

    private final Lab lab;
    private final Journal<BedEntry> journal;
    private final List<Integer> nodes;
    private final Map<Obstacle, Integer> standing = new HashMap<>();
    private final Map<Integer, Integer> unplugged = new HashMap<>();
    private Set<Obstacle> written = Set.of();

    Wires(Lab lab, List<Integer> nodes, Journal<BedEntry> journal) {
        this.lab = lab;
        this.nodes = nodes;
        this.journal = journal;
    }

    void put(Collection<Obstacle> obstacles) {
        obstacles.forEach(obstacle -> standing.merge(obstacle, 1, Integer::sum));
        change(() -> lab.obstruct(standing.keySet()));
    }

    void lift(Collection<Obstacle> obstacles) {
        obstacles.forEach(obstacle -> standing.computeIfPresent(obstacle, Wires::oneLess));
        change(() -> lab.obstruct(standing.keySet()));
    }

    private static <K> @Nullable Integer oneLess(K key, int count) {
        return count == 1 ? null : count - 1;
    }

    void unplug(int node) {
        int times = unplugged.merge(node, 1, Integer::sum);
        if (times == 1) {
            change(() -> lab.link(node, false));
        }
    }

    void plug(int node) {
        if (unplugged.computeIfPresent(node, Wires::oneLess) == null) {
            change(() -> lab.link(node, true));
        }
    }

    /** Nothing stands, and all are plugged in. */
    void heal() {
        standing.clear();
        unplugged.clear();
        change(lab::heal);
    }

    private void change(Runnable change) {
        Set<Obstacle> now = new HashSet<>(standing.keySet());
        unplugged.keySet().forEach(node -> now.addAll(Obstacles.around(node, nodes, Way.DROP)));
        for (Obstacle begun : Obstacles.minus(now, written)) {
            journal.write(new BedEntry.Cut(
                    System.nanoTime(), begun.from(), begun.to(), begun.way().label()));
        }
        change.run();
        for (Obstacle over : Obstacles.minus(written, now)) {
            journal.write(new BedEntry.Mended(
                    System.nanoTime(), over.from(), over.to(), over.way().label()));
        }
        written = now;
    }
}
