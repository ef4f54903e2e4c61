package org.pastecluster.simulation;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** What the command was asked to do. */
final class Arguments {

    static final String USAGE = """
            Usage: bin/simulate --seeds N | --minutes M   many histories, each with its own seed
                       [--jobs J]                         on J threads; 1
                       [--nodes K]                        with K nodes each; drawn from the seed
                       [--from S]                         beginning with seed S; drawn from the clock
                       [--dotnet]                         with .NET nodes among them, one to three
                   bin/simulate --seed S [--nodes K]      one history
                       [--dotnet]                         one with .NET nodes
                       [--trace | --trace-all]            told as a story; with heartbeats and questions too
                   bin/simulate --speed                   how many cluster-hours a minute
                   bin/simulate --growth [--nodes K]      what clusters of 10, 100 and 1,000 nodes (of K) cost: messages, bytes and
                                                          time to form, to lose a follower and a leader, and idle
                   bin/simulate --help""";

    /** What the command does. */
    enum Task {
        CAMPAIGN,
        REPLAY,
        SPEED,
        GROWTH,
        HELP
    }

    private Task task = Task.CAMPAIGN;
    private long seeds;
    private double minutes;
    private int jobs = 1;
    private int nodes;
    private long seed = new SplittableRandom().nextLong() >>> 20;
    private boolean dotNet;
    private boolean trace;
    private boolean everything;

    private Arguments() {}

    /** @throws IllegalArgumentException naming what can't be read */
    static Arguments read(String[] words) {
        Arguments arguments = new Arguments();
        Iterator<String> rest = List.of(words).iterator();
        while (rest.hasNext()) {
            arguments.take(rest.next(), rest);
        }
        if (arguments.task == Task.CAMPAIGN && arguments.seeds == 0 && arguments.minutes == 0) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments;
    }

    private void take(String option, Iterator<String> rest) {
        switch (option) {
            case "--seeds" -> seeds = (long) number(option, rest);
            case "--minutes" -> minutes = number(option, rest);
            case "--jobs" -> jobs = (int) number(option, rest);
            case "--nodes" -> nodes = (int) number(option, rest);
            case "--from" -> seed = (long) number(option, rest);
            case "--seed" -> {
                task = Task.REPLAY;
                seed = (long) number(option, rest);
            }
            case "--dotnet" -> dotNet = true;
            case "--trace" -> trace = true;
            case "--trace-all" -> {
                trace = true;
                everything = true;
            }
            case "--speed" -> task = Task.SPEED;
            case "--growth" -> task = Task.GROWTH;
            case "--help" -> task = Task.HELP;
            default -> throw new IllegalArgumentException("Unknown option " + option + ".\n" + USAGE);
        }
    }

    private static double number(String option, Iterator<String> rest) {
        String word = rest.hasNext() ? rest.next() : "";
        try {
            double number = word.contains(".") ? Double.parseDouble(word) : Long.parseLong(word);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException(mistake(option, word), unreadable);
        }
        throw new IllegalArgumentException(mistake(option, word));
    }

    private static String mistake(String option, String word) {
        return option + " needs a number, zero or more, and got '" + word + "'.\n" + USAGE;
    }

    Task task() {
        return task;
    }

    /** How many histories; 0 when time decides. */
    long seeds() {
        return seeds;
    }

    /** How long to go on. */
    double minutes() {
        return minutes;
    }

    /** How many threads, each with its own histories. */
    int jobs() {
        return Math.max(1, jobs);
    }

    /** How many nodes; 0 to draw that. */
    int nodes() {
        return nodes;
    }

    /** The one history's, or the first of a campaign. */
    long seed() {
        return seed;
    }

    /** Whether .NET nodes are among the others. */
    boolean dotNet() {
        return dotNet;
    }

    /** Whether to tell the one history. */
    boolean trace() {
        return trace;
    }

    /** Whether to tell its routine as well. */
    boolean everything() {
        return everything;
    }
}
