package org.pastecluster.it;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pastecluster.it.judge.Judge;
import org.pastecluster.it.judge.Judgement;
import org.pastecluster.it.judge.Story;
import org.pastecluster.it.judge.Timing;
import org.pastecluster.it.judge.Violation;
import org.pastecluster.it.neighbour.NeighbourJudge;
import org.pastecluster.it.report.ChaosJson;
import org.pastecluster.it.report.ChaosTable;

/** What came of a campaign, for people. */
final class Outcome {

    /** From here on a campaign must have had everything in it. */
    private static final Duration LONG = Duration.ofMinutes(10);

    /** In so many of .NET's ticks all lists are equal, once the nodes of this project agree and list all. */
    private static final int TICKS = 3;

    /** Of the violations, so many with their stories. */
    private static final int STORIES = 3;

    private final ChaosOptions options;
    private final PrintStream out;

    Outcome(ChaosOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Looks for the secret of a campaign that has just ended, and judges and prints everything; whether all is well.
     *
     * @param others as in {@link #of}
     */
    boolean ofRun(Path directory, String secret, List<String> others) {
        List<String> sentences = new ArrayList<>(others);
        sentences.addAll(Elsewhere.leaks(directory, secret));
        return of(directory, sentences);
    }

    /**
     * Judges and prints everything; whether all is well.
     *
     * @param others what is known not to be as it has to be, a sentence each
     */
    boolean of(Path directory, List<String> others) {
        Judgement judgement = Judge.of(directory);
        ChaosTable table = new ChaosTable(judgement);
        List<String> sentences = new ArrayList<>(others);
        sentences.addAll(Elsewhere.hostile(directory));
        Setup setup = Setup.read(directory, Setup.of(options));
        if (setup.neighbours() > 0) {
            List<String> hosts = Names.hosts(setup.nodes() + setup.neighbours());
            NeighbourJudge neighbours = new NeighbourJudge(
                    hosts.subList(0, setup.nodes()),
                    hosts.subList(setup.nodes(), hosts.size()),
                    Duration.ofNanos(Timing.usual().agreement()),
                    TICKS);
            sentences.addAll(neighbours.judge(directory));
            out.println(neighbours.figures());
        }
        boolean isLong = judgement.totals().lasted() >= LONG.toNanos() && setup.isOfAllKinds();
        sentences.addAll(isLong ? Demands.unmet(judgement, setup) : Demands.ofEvery(judgement));
        out.println();
        out.print(table.kinds());
        out.println();
        out.print(table.promises());
        out.println();
        out.print(table.evidence());
        out.println();
        out.print(Elsewhere.attacks(directory));
        if (!judgement.isClean() || !sentences.isEmpty()) {
            out.println();
            Setup.seed(directory).ifPresent(seed -> out.println("seed " + seed));
        }
        tell(directory, judgement.violations());
        sentences.forEach(out::println);
        if (!judgement.isClean() || !sentences.isEmpty()) {
            out.println("All of it is in " + directory.toAbsolutePath() + ".");
        }
        options.json().ifPresent(file -> write(file, judgement));
        out.println(table.line(sentences.size()));
        return judgement.isClean() && sentences.isEmpty();
    }

    private void tell(Path directory, List<Violation> violations) {
        if (violations.isEmpty()) {
            return;
        }
        violations.forEach(out::println);
        Story story = new Story(directory);
        violations.stream().limit(STORIES).forEach(violation -> {
            out.println();
            out.print(story.around(violation));
        });
    }

    private static void write(Path file, Judgement judgement) {
        try {
            Files.writeString(file, ChaosJson.of(judgement));
        } catch (IOException failure) {
            throw new UncheckedIOException("The figures cannot be written to " + file + ".", failure);
        }
    }
}
