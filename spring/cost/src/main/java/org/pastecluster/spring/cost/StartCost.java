package org.pastecluster.spring.cost;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Starts the application with and without the starter, one after the other, pair by pair, and prints what the starter costs: {@code PAIRS}. */
public final class StartCost {

    private static final double MILLION = 1e6;
    private static final double MEBIBYTE = 1 << 20;

    private final List<Cost> with = new ArrayList<>();
    private final List<Cost> without = new ArrayList<>();

    private StartCost() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int pairs = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        StartCost campaign = new StartCost();
        for (int pair = 0; pair < pairs; pair++) {
            // Neither is always the first, so that what the machine does meanwhile falls on both.
            boolean withFirst = pair % 2 == 0;
            campaign.start(withFirst);
            campaign.start(!withFirst);
            System.err.printf(Locale.ROOT, "%d of %d pairs%n", pair + 1, pairs);
        }
        System.out.print(campaign.report());
    }

    private void start(boolean starter) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath(starter),
                CostApp.class.getName(),
                "--server.port=0",
                "--server.address=127.0.0.1"));
        if (starter) {
            command.add("--pastecluster.secret=a-secret-of-the-measurement-alone");
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines;
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            lines = reader.lines().toList();
        }
        int status = process.waitFor();
        Cost cost = Cost.read(lines)
                .orElseThrow(() -> new IllegalStateException(
                        "The application ended with " + status + ":\n" + String.join("\n", lines)));
        if (cost.leads() != starter) {
            throw new IllegalStateException((starter ? "The node did not lead" : "There is a node without the starter")
                    + ":\n" + String.join("\n", lines));
        }
        (starter ? with : without).add(cost);
    }

    private static String classPath(boolean starter) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> starter || !isOfTheStarter(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The jars of this project, but for the one of this program. */
    private static boolean isOfTheStarter(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith("pastecluster-") && !name.startsWith("pastecluster-spring-boot-cost");
    }

    private String report() {
        return String.format(
                Locale.ROOT,
                """
                | %d pairs | without | with | difference: median | at least 95 %% sure |
                |---|---|---|---|---|
                %s%s""",
                with.size(),
                row("CPU time, ms", cost -> cost.cpuNanos() / MILLION),
                row("heap after collection, MiB", cost -> cost.heapBytes() / MEBIBYTE));
    }

    private String row(String name, ToDoubleFunction<Cost> value) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            differences.add(value.applyAsDouble(with.get(i)) - value.applyAsDouble(without.get(i)));
        }
        Differences found = Differences.of(differences);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f to %.1f |%n",
                name,
                median(without, value),
                median(with, value),
                found.median(),
                found.low(),
                found.high());
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> value) {
        List<Double> sorted = costs.stream().map(value::applyAsDouble).sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
