package org.pastecluster.it.hostile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pastecluster.it.record.HostileEntry;

/** What somebody hostile sent in a campaign, and what came of it, as Markdown. */
public final class HostileTable {

    private static final double MILLION = 1e6;

    private static final class Sums {
        private int volleys;
        private long sent;
        private long waited;
        private final Map<String, Long> outcomes = new TreeMap<>();

        void take(HostileEntry.Volley volley) {
            volleys++;
            sent += volley.sent();
            for (String outcome : volley.outcomes()) {
                int colon = outcome.lastIndexOf(':');
                outcomes.merge(outcome.substring(0, colon), Long.valueOf(outcome.substring(colon + 1)), Long::sum);
            }
        }
    }

    private final Map<String, Sums> forms = new TreeMap<>();

    /** Of a campaign's {@code hostile.journal}. */
    public HostileTable(List<HostileEntry> entries) {
        for (HostileEntry entry : entries) {
            if (entry instanceof HostileEntry.Volley volley) {
                of(volley.form()).take(volley);
            } else if (entry instanceof HostileEntry.PeerWaited peer) {
                Sums sums = of(peer.form());
                sums.waited = Math.max(sums.waited, peer.nanos());
            }
        }
    }

    private Sums of(String form) {
        return forms.computeIfAbsent(form, name -> new Sums());
    }

    /** A row for each form; {@code unreachable} are those whose node was down or cut off by another fault. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("""
                | hostile form | volleys | requests | what came of them | longest wait of a peer that got its 200, ms |
                |---|---|---|---|---|
                """);
        forms.forEach((form, sums) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %s | %s |%n",
                form,
                sums.volleys,
                sums.sent,
                sums.outcomes.entrySet().stream()
                        .map(outcome -> String.format(Locale.ROOT, "%s %,d", outcome.getKey(), outcome.getValue()))
                        .collect(Collectors.joining(", ")),
                sums.waited == 0 ? "–" : String.format(Locale.ROOT, "%.0f", sums.waited / MILLION))));
        return table.toString();
    }
}
