package org.pastecluster.it.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.pastecluster.it.lab.Obstacle;
import org.pastecluster.it.lab.Way;

/** Shapes of obstacles. */
final class Obstacles {

    private Obstacles() {}

    /** From each of the one to each of the others. */
    static List<Obstacle> oneWay(Collection<Integer> from, Collection<Integer> to, Way way) {
        List<Obstacle> all = new ArrayList<>();
        for (int one : from) {
            for (int other : to) {
                if (one != other) {
                    all.add(new Obstacle(one, other, way));
                }
            }
        }
        return all;
    }

    /** Both ways between nodes of different groups. */
    static List<Obstacle> between(List<List<Integer>> groups, Way way) {
        List<Obstacle> all = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = 0; j < groups.size(); j++) {
                if (i != j) {
                    all.addAll(oneWay(groups.get(i), groups.get(j), way));
                }
            }
        }
        return all;
    }

    /** Both ways between a node and all others. */
    static List<Obstacle> around(int node, Collection<Integer> nodes, Way way) {
        List<Obstacle> all = oneWay(List.of(node), nodes, way);
        all.addAll(oneWay(nodes, List.of(node), way));
        return all;
    }

    /** Those of the one that are not among the others. */
    static List<Obstacle> minus(Set<Obstacle> one, Set<Obstacle> others) {
        return one.stream().filter(obstacle -> !others.contains(obstacle)).toList();
    }
}
