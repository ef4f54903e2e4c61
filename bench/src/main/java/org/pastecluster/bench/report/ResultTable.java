package org.pastecluster.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Measure;

/** The medians as a table in Markdown that can also be read as it is, with a line below for what each system's column stands for. */
public final class ResultTable {

    private static final double WHOLE_FROM = 100;
    private static final String NOTHING = "-";

    private final Results results;
    private final List<SystemKind> systems;
    private final Ratios ratios;

    public ResultTable(Results results, List<SystemKind> systems) {
        this.results = results;
        this.systems = List.copyOf(systems);
        this.ratios = new Ratios(results, systems);
    }

    @Override
    public String toString() {
        List<SystemKind> ours = systems.stream()
                .filter(kind -> kind.role() == SystemKind.Role.OURS)
                .toList();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("work", "unit"));
        systems.forEach(kind -> head.add(kind.label()));
        for (SystemKind kind : ours) {
            head.add(kind.label() + " / best peer");
            head.add(kind.label() + " / floor");
        }
        rows.add(head);
        for (Measure measure : Measure.values()) {
            if (results.has(measure) || isMissed(measure)) {
                rows.add(row(measure, ours));
            }
        }
        return table(rows) + "\n" + notes();
    }

    private boolean isMissed(Measure measure) {
        return systems.stream()
                .anyMatch(kind -> !results.whyMissing(kind, measure).isEmpty());
    }

    private List<String> row(Measure measure, List<SystemKind> ours) {
        List<String> row = new ArrayList<>(List.of(measure.label(), measure.unit()));
        for (SystemKind kind : systems) {
            row.add(results.summary(kind, measure)
                    .map(summary -> figure(summary.median()))
                    .orElseGet(() -> missing(kind, measure)));
        }
        for (SystemKind kind : ours) {
            row.add(ratio(ratios.toBestPeer(kind, measure))
                    + ratios.bestPeer(measure)
                            .map(peer -> " (" + peer.label() + ")")
                            .orElse(""));
            row.add(ratio(ratios.toFloor(kind, measure)));
        }
        return row;
    }

    /** What is no sentence stands in the cell; sentences are among the remarks. */
    private String missing(SystemKind kind, Measure measure) {
        String why = results.whyMissing(kind, measure);
        if (why.isEmpty()) {
            return NOTHING;
        }
        return why.endsWith(".") ? "see below" : why;
    }

    private static String ratio(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : NOTHING;
    }

    static String figure(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= WHOLE_FROM ? "%,.0f" : "%.1f", value);
    }

    private static String table(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i), widths));
            if (i == 0) {
                text.append(
                        Arrays.stream(widths).mapToObj(ResultTable::rule).collect(Collectors.joining("|", "|", "|\n")));
            }
        }
        return text.toString();
    }

    private static String rule(int width) {
        return "-".repeat(width + 2);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String blanks = " ".repeat(widths[i] - cells.get(i).length());
            // The words to the left, the figures to the right.
            line.append(' ')
                    .append(i < 2 ? cells.get(i) + blanks : blanks + cells.get(i))
                    .append(" |");
        }
        return line.append('\n').toString();
    }

    private String notes() {
        StringBuilder notes = new StringBuilder();
        systems.forEach(kind -> notes.append("- ")
                .append(kind.label())
                .append(": ")
                .append(kind.note())
                .append(".\n"));
        results.remarks().forEach(remark -> notes.append("- ").append(remark).append('\n'));
        return notes.toString();
    }
}
