package org.pastecluster.http.dotnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a node's process wrote lately, without what the test itself asked of it. */
record NodeLog(Path output, Path received) {

    /** More than the health checks of the minute for which a test waits in vain. */
    private static final int LINES = 100;

    private static final int LONGEST_LINE = 400;

    /** Of what ASP.NET writes, the calls it sends and gets in their order, without the looks at its health, and what failed. */
    private static final Pattern TELLING = Pattern.compile(
            "(Sending HTTP request|Request starting) .*/api/cluster/(?!health)|^fail:|^warn:|Exception: ");

    /** One of the test's own looks. */
    private static final Predicate<String> LOOK =
            line -> line.contains("/api/cluster/health") && !line.contains("\"fromnode\"");

    static NodeLog in(Path folder, int id) {
        return new NodeLog(folder.resolve("node-" + id + ".log"), folder.resolve("wire-" + id + ".jsonl"));
    }

    String ofJava() {
        return tail(output, line -> true);
    }

    String ofDotNet() {
        return "calls and failures:\n" + tail(output, TELLING.asPredicate()) + "received, with its answers:\n"
                + tail(received, LOOK.negate());
    }

    /** How many nodes have asked it something; the test itself is none. */
    long exchanges() throws IOException {
        try (Stream<String> lines = Files.lines(received, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("\"fromnode\"")).count();
        }
    }

    private static String tail(Path file, Predicate<String> wanted) {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(wanted)
                    .toList();
        } catch (IOException unreadable) {
            return "  (" + unreadable + ")\n";
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
            text.append("  ")
                    .append(line, 0, Math.min(line.length(), LONGEST_LINE))
                    .append('\n');
        }
        return text.toString();
    }
}
