package org.pastecluster.simulation;

import java.util.Iterator;
import java.util.List;

/**
 * What the command was asked to do.
 *
 * @param seeds how many histories; 0 when time decides
 * @param minutes how long to go on
 * @param jobs how many threads, each with its own histories
 * @param nodes how many nodes; 0 to draw that
 * @param one whether only the history of {@code seed} is run
 * @param seed the history's, or the first of a campaign
 * @param trace whether to tell that history
 * @param everything whether to tell its routine as well
 */
record Arguments(
        long seeds, double minutes, int jobs, int nodes, boolean one, long seed, boolean trace, boolean everything) {

    private static final String USAGE = "Usage: simulate --seeds N | --minutes M [--jobs J] [--nodes K] [--from S]"
            + " | --seed S [--nodes K] [--trace | --trace-all]";

    boolean isOne() {
        return one;
    }

    /** @throws IllegalArgumentException naming what can't be read */
    static Arguments read(String[] words) {
        long seeds = 0;
        double minutes = 0;
        int jobs = 1;
        int nodes = 0;
        boolean one = false;
        long seed = new java.util.SplittableRandom().nextLong() >>> 20;
        boolean trace = false;
        boolean everything = false;
        Iterator<String> rest = List.of(words).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--seeds" -> seeds = Long.parseLong(value(option, rest));
                case "--minutes" -> minutes = Double.parseDouble(value(option, rest));
                case "--jobs" -> jobs = Integer.parseInt(value(option, rest));
                case "--nodes" -> nodes = Integer.parseInt(value(option, rest));
                case "--from" -> seed = Long.parseLong(value(option, rest));
                case "--seed" -> {
                    one = true;
                    seed = Long.parseLong(value(option, rest));
                }
                case "--trace" -> trace = true;
                case "--trace-all" -> {
                    trace = true;
                    everything = true;
                }
                default -> throw new IllegalArgumentException("Unknown option " + option + ". " + USAGE);
            }
        }
        if (!one && seeds == 0 && minutes == 0) {
            throw new IllegalArgumentException(USAGE);
        }
        return new Arguments(seeds, minutes, Math.max(1, jobs), nodes, one, seed, trace, everything);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value. " + USAGE);
        }
        return rest.next();
    }
}
