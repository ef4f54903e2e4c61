package org.pastecluster.simulation.fault;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.testkit.network.Blockage;

/** The shapes in which ways are blocked. */
public final class Cuts {

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final WaysBlocked blocked;

    public Cuts(SimulatedCluster cluster, SplittableRandom random, WaysBlocked blocked) {
        this.cluster = cluster;
        this.random = random;
        this.blocked = blocked;
    }

    /** Blocks ways in the shape of a fault, around two machines where it has a place; says what was blocked. */
    String cut(FaultKind kind, int any, int other) {
        String pair = "n" + (any + 1) + " to n" + (other + 1);
        switch (kind) {
            case ONE_WAY_CUT -> blocked.block(any, other, Blockage.SILENT);
            case ONE_WAY_REFUSED -> blocked.block(any, other, Blockage.REFUSED);
            case PAIR_CUT -> blocked.cut(any, other);
            case ISOLATED -> isolate(any, Blockage.SILENT);
            case WRONG_SECRET -> isolate(any, Blockage.REJECTED);
            case PROXY -> proxy(any);
            case SPLIT_IN_TWO -> {
                return split(2);
            }
            case SPLIT_IN_THREE -> {
                return split(3);
            }
            case CHAIN -> {
                return chain();
            }
            case PARTIAL_MESH -> {
                return mesh();
            }
            default -> throw new IllegalArgumentException(kind + " is not a cut");
        }
        return pair;
    }

    private void isolate(int machine, Blockage kind) {
        for (int other = 0; other < cluster.size(); other++) {
            blocked.block(machine, other, kind);
            blocked.block(other, machine, kind);
        }
    }

    private void proxy(int machine) {
        for (int other = 0; other < cluster.size(); other++) {
            if (random.nextInt(3) > 0) {
                blocked.block(other, machine, Blockage.FOREIGN);
            }
        }
    }

    /** Draws a side for each machine and cuts the sides from each other. */
    public String split(int sides) {
        int[] side = new int[cluster.size()];
        for (int machine = 0; machine < side.length; machine++) {
            side[machine] = random.nextInt(sides);
        }
        for (int one = 0; one < side.length; one++) {
            for (int other = one + 1; other < side.length; other++) {
                if (side[one] != side[other]) {
                    blocked.cut(one, other);
                }
            }
        }
        return Arrays.toString(side);
    }

    /** Leaves only the ways between neighbours in a random row of at most five; the others are beside one of the row. */
    public String chain() {
        int[] row = shuffled();
        int links = Math.min(row.length, 5);
        for (int one = 0; one < row.length; one++) {
            for (int other = one + 1; other < row.length; other++) {
                if (Math.abs(one % links - other % links) > 1) {
                    blocked.cut(row[one], row[other]);
                }
            }
        }
        return Arrays.toString(row);
    }

    private String mesh() {
        int cuts = 0;
        for (int one = 0; one < cluster.size(); one++) {
            for (int other = one + 1; other < cluster.size(); other++) {
                if (random.nextInt(3) == 0) {
                    blocked.cut(one, other);
                    cuts++;
                }
            }
        }
        return cuts + " pairs";
    }

    /** Cuts one node from all others but one or two. */
    public String halfConnect() {
        int[] row = shuffled();
        int friends = 1 + random.nextInt(2);
        for (int i = 1 + friends; i < row.length; i++) {
            blocked.cut(row[0], row[i]);
        }
        return "n" + (row[0] + 1) + " reaches only " + friends;
    }

    /** One node can't dial another, or all others; they can dial it. */
    public String oneWay() {
        int[] row = shuffled();
        int victims = random.nextBoolean() ? 1 : row.length - 1;
        for (int i = 1; i <= victims; i++) {
            blocked.block(row[0], row[i], Blockage.SILENT);
        }
        return "n" + (row[0] + 1) + " can't dial " + victims;
    }

    private int[] shuffled() {
        int[] row = new int[cluster.size()];
        for (int i = 0; i < row.length; i++) {
            int j = random.nextInt(i + 1);
            row[i] = row[j];
            row[j] = i;
        }
        return row;
    }
}
