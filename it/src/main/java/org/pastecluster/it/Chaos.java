package org.pastecluster.it;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.pastecluster.it.hostile.SecretScan;
import org.pastecluster.it.judge.Judge;
import org.pastecluster.it.judge.Judgement;
import org.pastecluster.it.judge.Story;
import org.pastecluster.it.judge.Violation;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.LabFailure;
import org.pastecluster.it.neighbour.DotNetProgram;
import org.pastecluster.it.neighbour.NeighbourJudge;
import org.pastecluster.it.report.ChaosJson;
import org.pastecluster.it.report.ChaosTable;

/** {@code bin/chaos}: the promises on real processes and networks. */
public final class Chaos {

    private static final int FAILED = 1;
    private static final int IMPOSSIBLE = 2;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int SECRET_BYTES = 24;

    /** In so many of .NET's ticks all lists are equal, once the nodes of this project agree. */
    private static final int TICKS = 3;

    /** Of the violations, so many with their stories. */
    private static final int STORIES = 3;

    private final ChaosOptions options;
    private final PrintStream out;

    private Chaos(ChaosOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs a campaign; {@code --help} tells the options. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** What the command does; its exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            ChaosOptions options = ChaosOptions.read(arguments);
            if (options.help()) {
                out.print(ChaosOptions.HELP);
                return 0;
            }
            return new Chaos(options, out).run() ? 0 : FAILED;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return IMPOSSIBLE;
        } catch (LabFailure failure) {
            err.println(failure.getMessage());
            return FAILED;
        } catch (UncheckedIOException failure) {
            err.println(failure.getMessage() + " " + failure.getCause());
            return FAILED;
        }
    }

    private boolean run() {
        options.json().ifPresent(Chaos::mustBeWritable);
        if (options.judged().isPresent()) {
            return judgeAgain(options.judged().get());
        }
        String trouble = Lab.trouble();
        if (!trouble.isEmpty()) {
            throw new IllegalArgumentException(trouble);
        }
        if (options.neighbours() > 0 && DotNetProgram.find().isEmpty()) {
            throw new IllegalArgumentException("--dotnet can't be had: " + DotNetProgram.missing() + ".");
        }
        long seed = options.seed().orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE));
        out.println("seed " + seed);
        Path directory = Path.of(System.getProperty("pastecluster.target", "target"), "chaos", Long.toString(seed));
        try {
            FileChannel lock = locked(directory);
            try {
                makeEmpty(directory);
                Setup.of(options).write(directory, seed);
                return campaign(seed, directory);
            } finally {
                lock.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory " + directory + " cannot be had.", failure);
        }
    }

    /** Two beds of one seed would each delete what the other writes. */
    private static FileChannel locked(Path directory) throws IOException {
        Path file = directory.resolveSibling(directory.getFileName() + ".lock");
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IllegalArgumentException(
                    "Another bed is writing into " + directory + "; wait for its end, or give another --seed.");
        }
        return channel;
    }

    private boolean campaign(long seed, Path directory) {
        List<String> sentences = new ArrayList<>();
        String secret = secret();
        try (ChaosCampaign campaign = new ChaosCampaign(options, seed, secret, directory, out::println)) {
            campaign.run(options.length().toNanos());
            campaign.endedByThemselves()
                    .forEach(run -> sentences.add("Process " + run + " ended though nobody told it to."));
        } catch (LabFailure failure) {
            judgeUnfinished(directory, failure);
            throw failure;
        }
        new SecretScan(secret).scan(directory).forEach(found -> sentences.add("P8: " + found + "."));
        return judge(directory, sentences);
    }

    /** What was done until then may be why. */
    private void judgeUnfinished(Path directory, LabFailure failure) {
        try {
            var unused = judge(directory, List.of());
        } catch (RuntimeException tooLittle) {
            failure.addSuppressed(tooLittle);
        }
        out.println("The campaign did not end as it should. All of it is in " + directory.toAbsolutePath() + ".");
    }

    private boolean judgeAgain(Path directory) {
        if (!Files.isReadable(directory.resolve("bed.journal"))) {
            throw new IllegalArgumentException("--judge is '" + directory
                    + "', and no campaign left anything there; name a directory that has a bed.journal.");
        }
        try {
            return judge(directory, List.of());
        } catch (IllegalArgumentException broken) {
            throw new LabFailure(directory + " can't be judged: " + broken.getMessage());
        }
    }

    /** Before hours have passed. */
    private static void mustBeWritable(Path file) {
        boolean isNew = Files.notExists(file);
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (isNew) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new IllegalArgumentException("--json is '" + file + "', which can't be written: " + failure, failure);
        }
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Prints everything; whether all is well. */
    private boolean judge(Path directory, List<String> others) {
        Judgement judgement = Judge.of(directory);
        ChaosTable table = new ChaosTable(judgement);
        List<String> sentences = new ArrayList<>(others);
        sentences.addAll(Elsewhere.hostile(directory));
        Setup setup = Setup.read(directory, Setup.of(options));
        if (setup.neighbours() > 0) {
            NeighbourJudge neighbours = new NeighbourJudge(Names.hosts(setup.nodes() + setup.neighbours()), TICKS);
            sentences.addAll(neighbours.judge(directory));
            out.println(neighbours.figures());
        }
        boolean isLong = judgement.totals().lasted() >= LONG.toNanos() && setup.isOfAllKinds();
        sentences.addAll(isLong ? Demands.unmet(judgement, setup.kinds()) : Demands.ofEvery(judgement));
        out.println();
        out.print(table.kinds());
        out.println();
        out.print(table.promises());
        out.println();
        out.print(table.evidence());
        out.println();
        out.print(Elsewhere.attacks(directory));
        tell(directory, judgement.violations());
        sentences.forEach(out::println);
        options.json().ifPresent(file -> write(file, judgement));
        out.println(table.line(sentences.size()));
        return judgement.isClean() && sentences.isEmpty();
    }

    private void tell(Path directory, List<Violation> violations) {
        if (violations.isEmpty()) {
            return;
        }
        out.println();
        violations.forEach(out::println);
        Story story = new Story(directory);
        violations.stream().limit(STORIES).forEach(violation -> {
            out.println();
            out.print(story.around(violation));
        });
        out.println("All of it is in " + directory.toAbsolutePath() + ".");
    }

    private static void write(Path file, Judgement judgement) {
        try {
            Files.writeString(file, ChaosJson.of(judgement));
        } catch (IOException failure) {
            throw new UncheckedIOException("The figures cannot be written to " + file + ".", failure);
        }
    }

    private static void makeEmpty(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> old = Files.walk(directory)) {
                    for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory " + directory + " cannot be made empty.", failure);
        }
    }
}
