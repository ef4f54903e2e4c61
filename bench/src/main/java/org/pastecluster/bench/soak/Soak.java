package org.pastecluster.bench.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.pastecluster.bench.fleet.BenchFailure;
import org.pastecluster.bench.fleet.ClassPaths;
import org.pastecluster.bench.fleet.Fleets;
import org.pastecluster.bench.report.Machine;

/** {@code bin/soak}: a cluster at full speed whose nodes are killed and frozen, every message accounted for and the heap flat. */
public final class Soak {

    private static final int FAILED = 1;
    private static final int WRONG_OPTION = 2;
    private static final long ROUND_MILLIS = 12_000;

    private final SoakOptions options;
    private final PrintStream out;
    private final long startedNanos = System.nanoTime();

    private Soak(SoakOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the soak; {@code --help} tells the options. */
    public static void main(String[] arguments) {
        SoakOptions options;
        try {
            options = SoakOptions.read(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(WRONG_OPTION);
            return;
        }
        if (options.help()) {
            System.out.print(SoakOptions.HELP);
            return;
        }
        try {
            new Soak(options, System.out).run();
        } catch (BenchFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(FAILED);
        }
    }

    private void run() {
        if (!options.json().isEmpty()) {
            write("");
        }
        String machine = Machine.describe();
        out.println(machine);
        try (Fleets fleets = new Fleets(new ClassPaths(System.getProperty("java.class.path")))) {
            Thread hook = new Thread(fleets::close, "soak-end");
            Runtime.getRuntime().addShutdownHook(hook);
            SoakReport report = soak(fleets);
            Runtime.getRuntime().removeShutdownHook(hook);
            out.println();
            out.print(report.table());
            if (!options.json().isEmpty()) {
                write(report.json(machine, seconds()));
            }
            List<String> findings = report.findings();
            if (!findings.isEmpty()) {
                throw new BenchFailure(String.join("\n", findings));
            }
            out.println("Every message is accounted for, and the heap "
                    + (report.heapsWereJudged() ? "is flat." : "was not looked at often enough to be judged."));
        }
        out.println("That took " + seconds() + " s.");
    }

    private SoakReport soak(Fleets fleets) {
        SoakCampaign[] made = new SoakCampaign[1];
        SoakCampaign campaign = new SoakCampaign(fleets, options.nodes(), news -> progress(made[0], news));
        made[0] = campaign;
        long end = startedNanos + TimeUnit.MINUTES.toNanos(options.minutes());
        do {
            campaign.round(ROUND_MILLIS);
        } while (System.nanoTime() < end && campaign.audit().findings().isEmpty());
        campaign.finish();
        return new SoakReport(campaign);
    }

    private void progress(SoakCampaign campaign, String news) {
        String heaps = campaign.heaps().stream()
                .map(heap -> String.format(Locale.ROOT, "%.1f", heap.newest()))
                .collect(Collectors.joining(" "));
        out.println(String.format(
                Locale.ROOT,
                "%4d s: heap %s MiB; %,d handled; %s",
                seconds(),
                heaps,
                campaign.audit().countHanded(),
                news));
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos);
    }

    private void write(String text) {
        try {
            Files.writeString(Path.of(options.json()), text);
        } catch (IOException unwritable) {
            throw new BenchFailure("--json is '" + options.json() + "'; write a file that can be made.");
        }
    }
}
