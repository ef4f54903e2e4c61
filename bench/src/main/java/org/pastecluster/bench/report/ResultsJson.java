package org.pastecluster.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Measure;

/** The figures for programs: {@code {"machine":…,"results":[{"system":…,"work":…,"unit":…,"median":…,"min":…,"max":…,"runs":…},…]}}. */
public final class ResultsJson {

    private static final char FIRST_PRINTABLE = ' ';

    private ResultsJson() {}

    public static String of(String machine, Results results, List<SystemKind> systems) {
        StringJoiner all = new StringJoiner(",\n", "{\"machine\":" + quoted(machine) + ",\"results\":[\n", "\n]}\n");
        for (SystemKind kind : systems) {
            for (Measure measure : Measure.values()) {
                results.summary(kind, measure).ifPresent(summary -> all.add(result(kind, measure, summary)));
            }
        }
        return all.toString();
    }

    private static String result(SystemKind kind, Measure measure, Summary summary) {
        return String.format(
                Locale.ROOT,
                "{\"system\":%s,\"work\":%s,\"unit\":%s,\"median\":%.3f,\"min\":%.3f,\"max\":%.3f,\"runs\":%d}",
                quoted(kind.label()),
                quoted(measure.label()),
                quoted(measure.unit()),
                summary.median(),
                summary.min(),
                summary.max(),
                summary.runs());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
