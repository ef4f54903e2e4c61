package org.pastecluster.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.pastecluster.ClusterSettings;
import org.pastecluster.NodeAddress;
import org.pastecluster.simulation.cluster.ProcessPlan;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.fault.FaultKind;
import org.pastecluster.simulation.traffic.MessagePlan;
import org.pastecluster.testkit.network.Quality;

/**
 * Everything about a history that is decided before it begins, drawn from its seed.
 *
 * @param seed the history's
 * @param nodes how many nodes
 * @param lists who lists whom
 * @param minMembers the setting
 * @param staggerNanos longest time between two starts; 0 when all start at once
 * @param quality how packets travel when nothing is wrong
 * @param kinds the kinds of fault that may happen
 * @param meanFaultNanos mean time between two faults
 * @param faultyNanos how long faults happen
 * @param messages what applications send each other
 * @param neighbours how many machines more are listed, on which somebody else runs .NET nodes
 */
public record Options(
        long seed,
        int nodes,
        Lists lists,
        int minMembers,
        long staggerNanos,
        Quality quality,
        Set<FaultKind> kinds,
        long meanFaultNanos,
        long faultyNanos,
        MessagePlan messages,
        int neighbours) {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final int[] SIZES = {1, 2, 2, 3, 3, 3, 5, 5, 5, 5, 7, 7};
    private static final int ONE_IN_LARGE = 400;

    /** Who lists whom. */
    public enum Lists {
        /** Everybody lists everybody. */
        FULL,
        /** Everybody lists the first two. */
        FIRST_TWO,
        /** Each lists the one before. */
        CHAIN,
        /** Each lists one earlier, or is listed by it. */
        TREE,
        /** Each lists its own half; the two halves know nothing of each other until somebody adds a node. */
        HALVES
    }

    /** Without neighbours. */
    public Options(
            long seed,
            int nodes,
            Lists lists,
            int minMembers,
            long staggerNanos,
            Quality quality,
            Set<FaultKind> kinds,
            long meanFaultNanos,
            long faultyNanos,
            MessagePlan messages) {
        this(seed, nodes, lists, minMembers, staggerNanos, quality, kinds, meanFaultNanos, faultyNanos, messages, 0);
    }

    /**
     * Draws the options of a history.
     *
     * @param nodes how many nodes; 0 to draw that too
     */
    public static Options draw(long seed, int nodes) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = SIZES[random.nextInt(SIZES.length)];
        if (random.nextInt(ONE_IN_LARGE) == 0) {
            size = 50;
        }
        size = nodes > 0 ? nodes : size;
        Lists lists = random.nextInt(2) == 0 ? Lists.FULL : Lists.values()[random.nextInt(Lists.values().length)];
        int minMembers = size >= 3 && random.nextInt(8) == 0 ? 2 : 1;
        long stagger = random.nextInt(3) == 0 ? 0 : random.nextLong(1, 3000) * MILLI;
        long min = random.nextLong(20, 2000) * 1000;
        double late = random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0;
        Quality quality = new Quality(min, min + random.nextLong(10, 5000) * 1000, 0, 0, late);
        Set<FaultKind> kinds = drawKinds(random);
        long meanFault = random.nextLong(1500, 9000) * MILLI;
        long faulty = random.nextInt(10) == 0 ? random.nextLong(600, 1500) * SECOND : random.nextLong(20, 240) * SECOND;
        long length = size > 10 ? 30 * SECOND : faulty;
        MessagePlan messages = MessagePlan.draw(random, size, length);
        return new Options(seed, size, lists, minMembers, stagger, quality, kinds, meanFault, length, messages);
    }

    /** The same history with other messages. */
    public Options withMessages(MessagePlan value) {
        return new Options(
                seed,
                nodes,
                lists,
                minMembers,
                staggerNanos,
                quality,
                kinds,
                meanFaultNanos,
                faultyNanos,
                value,
                neighbours);
    }

    private static Set<FaultKind> drawKinds(SplittableRandom random) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        int oneIn = 1 + random.nextInt(6);
        for (FaultKind kind : FaultKind.values()) {
            if (random.nextInt(oneIn) == 0) {
                kinds.add(kind);
            }
        }
        if (kinds.isEmpty()) {
            List<FaultKind> all = List.copyOf(EnumSet.allOf(FaultKind.class));
            kinds.add(all.get(random.nextInt(all.size())));
        }
        return kinds;
    }

    /** How each node starts. */
    List<ProcessPlan> plans(SplittableRandom random) {
        List<List<NodeAddress>> listed = new ArrayList<>();
        for (int machine = 0; machine < nodes; machine++) {
            listed.add(new ArrayList<>());
        }
        for (int machine = 0; machine < nodes; machine++) {
            list(machine, listed, random);
            for (int neighbour = nodes; neighbour < nodes + neighbours; neighbour++) {
                listed.get(machine).add(address(neighbour));
            }
        }
        List<ProcessPlan> plans = new ArrayList<>();
        for (int machine = 0; machine < nodes; machine++) {
            long skew = random.nextInt(3) == 0 ? random.nextLong(-300_000, 300_000) : random.nextLong(-50, 50);
            plans.add(new ProcessPlan(settings(machine, listed.get(machine)), skew, random.nextLong(-100, 100)));
        }
        return plans;
    }

    /** The settings of a node that lists {@code listed}. */
    ClusterSettings settings(int machine, List<NodeAddress> listed) {
        return ClusterSettings.builder(address(machine))
                .nodes(listed)
                .minMembers(minMembers)
                .build();
    }

    static NodeAddress address(int machine) {
        return NodeAddress.of(SimulatedCluster.hostOf(machine));
    }

    boolean isInFirstHalf(int machine) {
        return machine < nodes / 2;
    }

    private void list(int machine, List<List<NodeAddress>> listed, SplittableRandom random) {
        switch (lists) {
            case FULL -> {
                for (int other = 0; other < nodes; other++) {
                    listed.get(machine).add(address(other));
                }
            }
            case FIRST_TWO -> {
                listed.get(machine).add(address(0));
                if (nodes > 1) {
                    listed.get(machine).add(address(1));
                }
            }
            case HALVES -> {
                for (int other = 0; other < nodes; other++) {
                    if (isInFirstHalf(other) == isInFirstHalf(machine)) {
                        listed.get(machine).add(address(other));
                    }
                }
            }
            case CHAIN -> {
                if (machine > 0) {
                    listed.get(machine).add(address(machine - 1));
                }
            }
            case TREE -> {
                if (machine > 0) {
                    int earlier = random.nextInt(machine);
                    boolean up = random.nextBoolean();
                    listed.get(up ? machine : earlier).add(address(up ? earlier : machine));
                }
            }
        }
    }
}
