package org.pastecluster.simulation.growth;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What forming and changing clusters of several sizes costs, as a table. */
public final class GrowthTable {

    private static final List<Integer> SIZES = List.of(10, 100, 1000);
    private static final int FIRST_NODES = 3;
    private static final double MILLION = 1e6;
    private static final double KIB = 1024;

    private GrowthTable() {}

    /**
     * Measures and prints.
     *
     * @param nodes how many nodes; 0 for 10, 100 and 1,000
     * @return 0
     */
    public static int print(int nodes, long seed, PrintStream out, PrintStream progress) {
        long start = System.nanoTime();
        List<Integer> sizes = nodes > 0 ? List.of(nodes) : SIZES;
        out.println(
                "Messages are requests and answers, bytes those of JSON and of HTTP's heads in signed mode. An event lasts until"
                        + " all nodes hold one view again; heartbeats meanwhile are counted.");
        print(sizes, FIRST_NODES, "everybody lists the first three", seed, out, progress);
        print(sizes, Integer.MAX_VALUE, "everybody lists everybody", seed, out, progress);
        out.printf(Locale.ROOT, "measured in %.0f s%n", (System.nanoTime() - start) / 1e9);
        return 0;
    }

    private static void print(
            List<Integer> sizes, int listed, String lists, long seed, PrintStream out, PrintStream progress) {
        out.printf(
                Locale.ROOT,
                "%n%-32s %6s %10s %10s %12s %12s %12s %9s  %s%n",
                lists,
                "nodes",
                "messages",
                "a node",
                "KiB",
                "KiB a node",
                "largest KiB",
                "ms",
                "mostly");
        for (int size : sizes) {
            for (Cost cost : new Growth(size, listed, seed, progress::println).measure()) {
                row(cost, out);
            }
        }
    }

    private static void row(Cost cost, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-32s %6d %10d %10.2f %12.1f %12.2f %12.1f %9.0f  %s%n",
                cost.event().words(),
                cost.nodes(),
                cost.messages(),
                cost.messagesPerNode(),
                cost.bytes() / KIB,
                cost.bytesPerNode() / KIB,
                cost.largest() / KIB,
                cost.nanos() / MILLION,
                cost.mostly() + (cost.over() ? "" : "; NOT OVER, the rest is left out"));
    }
}
