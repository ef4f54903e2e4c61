package org.pastecluster.it.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws how long a fault lasts, whom it befalls and how strong it is. What {@code size} means is said at each kind's class. */
final class Draw {

    private static final int[] STATUSES = {302, 403, 502, 200};
    private static final int[] SKEWS = {-86_400, -3_600, -60, -5, 5, 60, 3_600, 86_400};

    private final SplittableRandom random;
    private final int nodes;
    private final int told;

    /** The first {@code told} of the nodes do what they are told. */
    Draw(SplittableRandom random, int nodes, int told) {
        this.random = random;
        this.nodes = nodes;
        this.told = told;
    }

    int millis(FaultKind kind) {
        return switch (kind) {
            case KILL, KILL_LEADER -> between(100, 6_000);
            case PAUSE, PAUSE_LEADER -> random.nextInt(10) == 0 ? between(8_000, 60_000) : between(200, 8_000);
            case LEAVE -> between(2_000, 6_000);
            case HAND_OVER -> between(2_000, 2_500);
            case SPLIT, PAIR_CUT, ONE_WAY_REQUESTS, ONE_WAY_PACKETS, LINK_DOWN -> between(1_000, 12_000);
            case LOSS, DELAY, CLOCK, PROXY_ANSWERS, OTHER_PROGRAM -> between(4_000, 12_000);
            case STALL -> between(3_000, 10_000);
            case REFUSED_ALIVE -> between(1_000, 8_000);
            case BUSY_THREADS -> 30_000;
            case WRONG_SECRET, BUSY_CORES -> between(5_000, 10_000);
            case HOSTILE -> between(12_000, 16_000);
            case ALL_COLD -> between(500, 4_000);
        };
    }

    List<List<Integer>> who(FaultKind kind) {
        List<Integer> order = order();
        return switch (kind) {
            case SPLIT -> sides(order);
            case PAIR_CUT, ONE_WAY_REQUESTS, ONE_WAY_PACKETS, STALL ->
                List.of(order.subList(0, 1), order.subList(1, 2));
            case LOSS, DELAY -> {
                int those = between(1, Math.max(1, nodes / 2));
                yield List.of(order.subList(0, those), order.subList(those, nodes));
            }
            case CLOCK, BUSY_THREADS, HAND_OVER ->
                List.of(order.stream().filter(node -> node <= told).limit(1).toList());
            default -> List.of(order.subList(0, 1));
        };
    }

    long size(FaultKind kind) {
        return switch (kind) {
            case DELAY -> between(5, 300);
            case STALL -> random.nextInt(3);
            case PROXY_ANSWERS -> STATUSES[random.nextInt(STATUSES.length)];
            case CLOCK -> SKEWS[random.nextInt(SKEWS.length)];
            case OTHER_PROGRAM -> random.nextInt(4);
            case BUSY_CORES -> between(2, 4);
            case LEAVE, HAND_OVER, BUSY_THREADS, REFUSED_ALIVE -> random.nextInt(2);
            case HOSTILE -> random.nextInt(Integer.MAX_VALUE);
            default -> 0;
        };
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Two sides of at least one node, or three. */
    private List<List<Integer>> sides(List<Integer> order) {
        int first = between(1, nodes - 1);
        if (random.nextBoolean() || nodes - first < 2) {
            return List.of(order.subList(0, first), order.subList(first, nodes));
        }
        int second = between(first + 1, nodes - 1);
        return List.of(order.subList(0, first), order.subList(first, second), order.subList(second, nodes));
    }

    private List<Integer> order() {
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(1, nodes).boxed().toList());
        for (int i = nodes - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return order;
    }
}
