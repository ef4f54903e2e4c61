package org.pastecluster.simulation;

import org.pastecluster.simulation.trace.Story;

/** The command: {@code --seeds N | --minutes M | --seed S [--trace|--trace-all]}, {@code --jobs J}, {@code --nodes K}. */
public final class Simulate {

    private Simulate() {}

    /** Exits with 0 when no promise broke, with 1 when one did, with 2 when an option can't be read. */
    public static void main(String[] arguments) throws InterruptedException {
        Arguments read;
        try {
            read = Arguments.read(arguments);
        } catch (IllegalArgumentException unreadable) {
            System.err.println(unreadable.getMessage());
            System.exit(2);
            return;
        }
        System.exit(read.isOne() ? replay(read) : new Campaign(read, System.out).run());
    }

    private static int replay(Arguments arguments) {
        Options options = Options.draw(arguments.seed(), arguments.nodes());
        System.out.println(options);
        History history = new History(options);
        if (arguments.trace()) {
            Story story = new Story(history.cluster(), System.out::println, arguments.everything());
            history.cluster().watch(story);
            history.cluster().network().watch(story);
        }
        HistoryResult result = history.run();
        System.out.println(Campaign.describe(result));
        return result.broken() == null ? 0 : 1;
    }
}
