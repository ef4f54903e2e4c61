package org.pastecluster.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.pastecluster.bench.fleet.BenchFailure;
import org.pastecluster.bench.fleet.ClassPaths;
import org.pastecluster.bench.fleet.Fleets;
import org.pastecluster.bench.jmh.Jmh;
import org.pastecluster.bench.report.Machine;
import org.pastecluster.bench.report.ResultTable;
import org.pastecluster.bench.report.Results;
import org.pastecluster.bench.report.ResultsJson;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Campaign;
import org.pastecluster.bench.work.Figures;
import org.pastecluster.bench.work.Measure;
import org.pastecluster.bench.work.Pace;
import org.pastecluster.bench.work.Work;

/** Measures PasteCluster and its peers on this machine, each node a process of its own, and prints a table. */
public final class Bench {

    private static final int FAILED = 1;
    private static final int WRONG_OPTION = 2;

    private final BenchOptions options;
    private final PrintStream out;
    private final Results results = new Results();
    private final long startedNanos = System.nanoTime();

    private Bench(BenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the bench; {@code --help} tells the options. */
    public static void main(String[] arguments) {
        BenchOptions options;
        try {
            options = BenchOptions.read(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(WRONG_OPTION);
            return;
        }
        if (options.help()) {
            System.out.print(BenchOptions.HELP);
            return;
        }
        try {
            if (options.jmh()) {
                Jmh.run(options.pattern(), options.quick());
            } else {
                new Bench(options, System.out).run();
            }
        } catch (BenchFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(FAILED);
        }
    }

    private void run() {
        if (!options.json().isEmpty() && Files.isDirectory(Path.of(options.json()))) {
            throw new BenchFailure(
                    "--json is '" + options.json() + "', which is a directory; write the name of a file.");
        }
        String machine = Machine.describe();
        out.println(machine);
        try (Fleets fleets = new Fleets(new ClassPaths(System.getProperty("java.class.path")))) {
            Thread hook = new Thread(fleets::close, "bench-end");
            Runtime.getRuntime().addShutdownHook(hook);
            for (int run = 1; run <= options.runs(); run++) {
                for (SystemKind kind : options.systems()) {
                    measure(fleets, kind, run);
                }
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        out.println();
        out.print(new ResultTable(results, options.systems()));
        if (options.quick() && !options.worksWereNamed()) {
            out.println(
                    "- not quick: left out, since the system as shipped makes one wait for longer than 20 s; --only names it.");
        }
        out.println("That took "
                + Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds() + " s.");
        write(machine);
    }

    private void measure(Fleets fleets, SystemKind kind, int run) {
        String where = "run " + run + " of " + options.runs() + ", " + kind.label() + ": ";
        Set<Work> works = EnumSet.noneOf(Work.class);
        for (Work work : options.works()) {
            String why = work.impossibleWith(kind);
            if (why.isEmpty() && options.quick() && !options.worksWereNamed() && work.isSlowWith(kind)) {
                why = "not quick";
            }
            if (why.isEmpty()) {
                works.add(work);
            } else {
                results.miss(kind, work, why);
            }
        }
        Pace pace = options.quick() ? Pace.QUICK : Pace.FULL;
        new Campaign(fleets, pace, told(where), sentence -> out.println(where + sentence)).run(kind, works);
    }

    /** Says each figure as it comes. */
    private Figures told(String where) {
        return new Figures() {
            @Override
            public void add(SystemKind kind, Measure measure, double value) {
                results.add(kind, measure, value);
                out.println(String.format(Locale.ROOT, "%s%s %,.1f %s", where, measure.label(), value, measure.unit()));
            }

            @Override
            public void miss(SystemKind kind, Work work, String why) {
                results.miss(kind, work, why);
                out.println(where + work.label() + ": " + why);
            }

            @Override
            public void remark(SystemKind kind, Work work, String sentence) {
                results.remark(kind, work, sentence);
                out.println(where + work.label() + ": " + sentence);
            }
        };
    }

    private void write(String machine) {
        if (options.json().isEmpty()) {
            return;
        }
        try {
            Files.writeString(Path.of(options.json()), ResultsJson.of(machine, results, options.systems()));
        } catch (IOException unwritable) {
            throw new BenchFailure("--json is '" + options.json() + "'; write a file that can be made.");
        }
    }
}
