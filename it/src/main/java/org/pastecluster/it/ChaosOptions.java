package org.pastecluster.it;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.fault.FaultKind;

/** What somebody wrote on the command line. */
final class ChaosOptions {

    static final String HELP = """
        bin/chaos [--minutes N] [--seed S] [--only KIND] [--nodes N] [--dotnet N] [--json FILE]
        bin/chaos --judge DIRECTORY

        Real nodes, each a process in a network of its own, that are killed, frozen, cut off, starved and lied to while they send messages. What they
        wrote down is judged afterwards. Ends with 1 if a promise was broken, with 2 where the machine can't do it. Wants Linux, root, and the
        packages iproute2, util-linux, nftables and libfaketime.

          --minutes N     how long, 0.5 to 1440; 10. From 10 on every kind of fault has to occur, and a third of them must overlap others
          --seed S        which faults, when and to whom; drawn, and printed
          --only KIND     one kind of fault, such as KILL_LEADER
          --nodes N       how many nodes, 2 to 9; 5
          --dotnet N      so many real .NET nodes among them, 0 to 3; 0. PASTECLUSTER_DOTNET is the path of their program, if that is not
                          at ../shared/dotnet/pastecluster-dotnet
          --json FILE     write the figures into that file, too
          --sabotage NAME nodes break a promise on purpose, to see whether that is found:
                          never-yields, handled-twice, lost-line, wall-clock
          --judge DIR     judge what a campaign left there, again; only secrets are not looked for, since they are known at its end alone
          --help
        """;

    private static final List<String> SABOTAGES = List.of("never-yields", "handled-twice", "lost-line", "wall-clock");
    private static final int MOST_MINUTES = 1_440;
    private static final int MOST_NODES = 9;
    private static final int MOST_NEIGHBOURS = 3;

    private Duration length = Duration.ofMinutes(10);
    private @Nullable Long seed;
    private @Nullable FaultKind only;
    private int nodes = 5;
    private int neighbours;
    private String sabotage = "";
    private @Nullable Path json;
    private @Nullable Path judged;
    private boolean help;

    private ChaosOptions() {}

    /** Throws an {@link IllegalArgumentException} with one sentence that names what is wrong. */
    static ChaosOptions read(String... words) {
        ChaosOptions options = new ChaosOptions();
        Iterator<String> rest = List.of(words).iterator();
        while (rest.hasNext()) {
            options.take(rest.next(), rest);
        }
        if (options.only == FaultKind.HOSTILE && options.neighbours > 0) {
            throw new IllegalArgumentException(
                    "--only HOSTILE needs signed requests, which .NET nodes don't have;" + " leave --dotnet out.");
        }
        return options;
    }

    private void take(String option, Iterator<String> rest) {
        switch (option) {
            case "--minutes" -> length = minutes(option, value(option, rest));
            case "--seed" -> seed = (long) number(option, value(option, rest), 0, Integer.MAX_VALUE);
            case "--only" -> only = kind(value(option, rest));
            case "--nodes" -> nodes = number(option, value(option, rest), 2, MOST_NODES);
            case "--dotnet" -> neighbours = number(option, value(option, rest), 0, MOST_NEIGHBOURS);
            case "--sabotage" -> sabotage = sabotage(option, value(option, rest));
            case "--json" -> json = Path.of(value(option, rest));
            case "--judge" -> judged = Path.of(value(option, rest));
            case "--help" -> help = true;
            default ->
                throw new IllegalArgumentException("There is no option '" + option + "'; --help lists them all.");
        }
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " has no value.");
        }
        return rest.next();
    }

    private static Duration minutes(String option, String text) {
        if (text.matches("\\d{1,4}(\\.\\d{1,3})?")) {
            long millis = new BigDecimal(text).multiply(new BigDecimal(60_000)).longValue();
            if (millis >= 30_000 && millis <= MOST_MINUTES * 60_000L) {
                return Duration.ofMillis(millis);
            }
        }
        throw new IllegalArgumentException(
                option + " is '" + text + "'; write a number from 0.5 to " + MOST_MINUTES + ".");
    }

    private static int number(String option, String text, int least, int most) {
        if (text.matches("\\d{1,10}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                option + " is '" + text + "'; write a number from " + least + " to " + most + ".");
    }

    private static String sabotage(String option, String text) {
        if (SABOTAGES.contains(text)) {
            return text;
        }
        throw new IllegalArgumentException(
                option + " is '" + text + "'; write one of " + String.join(", ", SABOTAGES) + ".");
    }

    private static FaultKind kind(String text) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--only is '" + text + "'; write one of " + List.of(FaultKind.values()) + "."));
    }

    Duration length() {
        return length;
    }

    Optional<Long> seed() {
        return Optional.ofNullable(seed);
    }

    /** Which kinds of fault. What is hostile is so in the mode signed; with .NET nodes there is a token instead, which everybody hears. */
    List<FaultKind> kinds() {
        return only != null
                ? List.of(only)
                : Arrays.stream(FaultKind.values())
                        .filter(kind -> neighbours == 0 || kind != FaultKind.HOSTILE)
                        .toList();
    }

    int nodes() {
        return nodes;
    }

    /** How many .NET nodes. */
    int neighbours() {
        return neighbours;
    }

    /** What a node does wrong on purpose; empty for nothing. */
    String sabotage() {
        return sabotage;
    }

    Optional<Path> json() {
        return Optional.ofNullable(json);
    }

    /** The campaign that is only to be judged. */
    Optional<Path> judged() {
        return Optional.ofNullable(judged);
    }

    boolean help() {
        return help;
    }
}
