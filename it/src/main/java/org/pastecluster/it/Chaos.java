package org.pastecluster.it;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.pastecluster.it.lab.Lab;
import org.pastecluster.it.lab.LabFailure;
import org.pastecluster.it.neighbour.DotNetProgram;

/** {@code bin/chaos}: the promises on real processes and networks. */
public final class Chaos {

    private static final int FAILED = 1;
    private static final int IMPOSSIBLE = 2;
    private static final int SECRET_BYTES = 24;

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
        try (CampaignDirectory directory = new CampaignDirectory(seed)) {
            Setup.of(options).write(directory.path(), seed);
            return campaign(seed, directory.path());
        }
    }

    private boolean campaign(long seed, Path directory) {
        List<String> sentences = new ArrayList<>();
        String secret = secret();
        try (ChaosCampaign campaign = new ChaosCampaign(options, seed, secret, directory, out::println)) {
            Interruption interruption = new Interruption(campaign::breakOff, directory, out);
            try (interruption) {
                campaign.run(options.length().toNanos());
            } catch (LabFailure failure) {
                if (!interruption.came()) {
                    judgeUnfinished(directory, secret, failure);
                }
                throw failure;
            }
            if (interruption.came()) {
                return false;
            }
            campaign.endedByThemselves()
                    .forEach(run -> sentences.add("Process " + run + " ended though nobody told it to."));
        }
        return judged(directory, outcome -> outcome.ofRun(directory, secret, sentences));
    }

    /** What was done until then may be why. */
    private void judgeUnfinished(Path directory, String secret, LabFailure failure) {
        try {
            var unused = judged(directory, outcome -> outcome.ofRun(directory, secret, List.of()));
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
        return judged(directory, outcome -> outcome.of(directory, List.of()));
    }

    private boolean judged(Path directory, Predicate<Outcome> isWell) {
        try {
            return isWell.test(new Outcome(options, out));
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
}
