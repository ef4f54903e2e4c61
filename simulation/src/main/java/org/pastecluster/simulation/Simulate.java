package org.pastecluster.simulation;

import org.pastecluster.simulation.growth.GrowthTable;
import org.pastecluster.simulation.trace.Story;

/** The command; {@link Arguments} tells its options. */
public final class Simulate {

    /** Always the same, so that two versions of the protocol can be compared. */
    private static final long GROWTH_SEED = 4711;

    private Simulate() {}

    /** Exits with 0 when no promise broke, with 1 when one did, with 2 when an option can't be read. */
    public static void main(String[] words) throws InterruptedException {
        main(words, Swarm.PLAIN);
    }

    /** The same with histories of another kind; what is not about histories is the same for all. */
    public static void main(String[] words, Swarm swarm) throws InterruptedException {
        Arguments arguments;
        try {
            arguments = Arguments.read(words);
            if (arguments.dotNet() && swarm == Swarm.PLAIN) {
                throw new IllegalArgumentException("--dotnet wants what is compiled for tests; bin/simulate --dotnet"
                        + " has it on the class path and runs SimulateNeighbours.");
            }
        } catch (IllegalArgumentException unreadable) {
            System.err.println(unreadable.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(arguments, swarm));
    }

    private static int run(Arguments arguments, Swarm swarm) throws InterruptedException {
        return switch (arguments.task()) {
            case CAMPAIGN -> new Campaign(arguments, swarm, System.out).run();
            case REPLAY -> replay(swarm.draw(arguments.seed(), arguments.nodes()), arguments);
            case SPEED -> Speed.measure(arguments.seed(), System.out);
            case GROWTH -> GrowthTable.print(arguments.nodes(), GROWTH_SEED, System.out, System.err);
            case HELP -> help();
        };
    }

    private static int help() {
        System.out.println(Arguments.USAGE);
        return 0;
    }

    private static int replay(Playable history, Arguments arguments) {
        System.out.println(history.options());
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
