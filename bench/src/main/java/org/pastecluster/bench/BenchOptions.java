package org.pastecluster.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Work;

/**
 * What somebody wrote on the command line.
 *
 * @param works what to measure
 * @param worksWereNamed whether the user chose them
 * @param systems with what
 * @param quick whether all must be over within five minutes
 * @param runs how many times
 * @param json the file that gets the figures; empty for none
 * @param jmh whether to run the JMH benchmarks instead
 * @param pattern which of them; a regular expression
 * @param help whether only to tell the options
 */
record BenchOptions(
        Set<Work> works,
        boolean worksWereNamed,
        List<SystemKind> systems,
        boolean quick,
        int runs,
        String json,
        boolean jmh,
        String pattern,
        boolean help) {

    static final String HELP = """
            bin/bench [--only WORK,...] [--systems SYSTEM,...] [--quick] [--runs N] [--json FILE]
            bin/bench --jmh [PATTERN] [--quick]

              --only WORK,...       only these works: %s
              --systems SYSTEM,...  only these systems: %s
              --quick               under five minutes: one short run, and none of what a system as shipped makes one wait for
                                    longer than 20 s, unless --only names it
              --runs N              how many runs, each with new processes, 1 to 100; 3, with --quick 1
              --json FILE           write the figures into that file, too
              --jmh [PATTERN]       the JMH benchmarks whose names match, instead; all
            """.formatted(
            String.join(
                    ", ", EnumSet.allOf(Work.class).stream().map(Work::label).toList()),
            String.join(
                    ", ", SystemKind.measured().stream().map(SystemKind::label).toList()));

    private static final int USUAL_RUNS = 3;
    private static final int MOST_RUNS = 100;

    /** Throws an {@link IllegalArgumentException} with one sentence that names what is wrong. */
    static BenchOptions read(String[] arguments) {
        Reading reading = new Reading(arguments);
        while (reading.hasNext()) {
            reading.take();
        }
        return reading.options();
    }

    /** While the words are read. */
    private static final class Reading {
        private final String[] words;
        private int next;
        private final Set<Work> works = EnumSet.noneOf(Work.class);
        private final List<SystemKind> systems = new ArrayList<>();
        private boolean quick;
        private int runs;
        private String json = "";
        private boolean jmh;
        private String pattern = "";
        private boolean help;

        Reading(String[] words) {
            this.words = words;
        }

        boolean hasNext() {
            return next < words.length;
        }

        void take() {
            String option = words[next++];
            switch (option) {
                case "--only" -> works.addAll(list(option, Work::named, "work"));
                case "--systems" -> systems.addAll(list(option, Reading::measured, "system"));
                case "--quick" -> quick = true;
                case "--runs" -> runs = number(option);
                case "--json" -> json = value(option);
                case "--jmh" -> {
                    jmh = true;
                    if (hasNext() && !words[next].startsWith("--")) {
                        pattern = words[next++];
                    }
                }
                case "--help" -> help = true;
                default ->
                    throw new IllegalArgumentException("There is no option '" + option + "'; --help lists them all.");
            }
        }

        private static Optional<SystemKind> measured(String label) {
            return SystemKind.named(label).filter(SystemKind.measured()::contains);
        }

        private <T> List<T> list(String option, Function<String, Optional<T>> named, String what) {
            List<T> found = new ArrayList<>();
            for (String word : value(option).split(",", -1)) {
                found.add(named.apply(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "There is no " + what + " '" + word + "'; --help lists them all.")));
            }
            return found;
        }

        private String value(String option) {
            if (!hasNext()) {
                throw new IllegalArgumentException(option + " has no value.");
            }
            return words[next++];
        }

        private int number(String option) {
            String text = value(option);
            if (text.matches("[1-9]\\d{0,2}") && Integer.parseInt(text) <= MOST_RUNS) {
                return Integer.parseInt(text);
            }
            throw new IllegalArgumentException(
                    option + " is '" + text + "'; write a number from 1 to " + MOST_RUNS + ".");
        }

        BenchOptions options() {
            boolean named = !works.isEmpty();
            Set<Work> chosen = named ? works : EnumSet.allOf(Work.class);
            List<SystemKind> with = systems.isEmpty() ? SystemKind.measured() : List.copyOf(EnumSet.copyOf(systems));
            int times = runs > 0 ? runs : quick ? 1 : USUAL_RUNS;
            return new BenchOptions(chosen, named, with, quick, times, json, jmh, pattern, help);
        }
    }
}
