package org.pastecluster.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.pastecluster.Verdict;
import org.pastecluster.bench.soak.ledger.Audit;
import org.pastecluster.bench.soak.ledger.SoakLane;
import org.pastecluster.bench.soak.ledger.Tally;

/** What came of a soak, for people and for programs. */
final class SoakReport {

    private final Audit audit;
    private final SoakFaults faults;
    private final List<HeapSeries> heaps;

    SoakReport(SoakCampaign campaign) {
        this.audit = campaign.audit();
        this.faults = campaign.faults();
        this.heaps = campaign.heaps();
    }

    /** What is not as it must be, a sentence each. */
    List<String> findings() {
        List<String> findings = new ArrayList<>(audit.findings());
        for (int node = 0; node < heaps.size(); node++) {
            if (!heaps.get(node).isFlat()) {
                findings.add("The heap of node " + node + " grew: " + heaps.get(node) + ", by medians of thirds; "
                        + HeapSeries.MARGIN_MIB + " MiB are allowed.");
            }
        }
        return findings;
    }

    /** Whether the soak lasted long enough for that. */
    boolean heapsWereJudged() {
        return heaps.stream().allMatch(HeapSeries::isJudged);
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append(row("lane", "sent", verdictNames(), "died with sender", "handled", "unknown, handled"));
        for (SoakLane lane : SoakLane.values()) {
            Tally tally = audit.tally(lane);
            List<String> verdicts = new ArrayList<>();
            for (Verdict verdict : Verdict.values()) {
                verdicts.add(number(tally.count(verdict)));
            }
            text.append(row(
                    lane.label(),
                    number(tally.countAccepted()),
                    verdicts,
                    number(tally.countDiedWithSender()),
                    number(tally.countHanded()),
                    number(tally.countUnknownButHanded())));
        }
        StringJoiner kinds = new StringJoiner(", ", "", ".\n");
        for (SoakFaults.Kind kind : SoakFaults.Kind.values()) {
            kinds.add(faults.count(kind) + " " + kind.label());
        }
        text.append(kinds);
        for (int node = 0; node < heaps.size(); node++) {
            HeapSeries heap = heaps.get(node);
            text.append("Heap of node ")
                    .append(node)
                    .append(": ")
                    .append(heap)
                    .append(", by ")
                    .append(heap.count());
            text.append(heap.isJudged() ? " samples.\n" : " samples; too few to be judged.\n");
        }
        return text.toString();
    }

    private static List<String> verdictNames() {
        List<String> names = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            names.add(verdict.name().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static String row(
            String lane, String sent, List<String> verdicts, String died, String handled, String unknown) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-8s %12s", lane, sent));
        verdicts.forEach(verdict -> row.append(String.format(Locale.ROOT, " %11s", verdict)));
        return row.append(String.format(Locale.ROOT, " %16s %11s %16s%n", died, handled, unknown))
                .toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    String json(String machine, long seconds) {
        StringJoiner all = new StringJoiner(",", "{", "}\n");
        all.add("\"machine\":\"" + machine.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        all.add("\"nodes\":" + heaps.size());
        all.add("\"seconds\":" + seconds);
        all.add("\"notAccountedFor\":" + audit.countFindings());
        StringJoiner kinds = new StringJoiner(",", "\"faults\":{", "}");
        for (SoakFaults.Kind kind : SoakFaults.Kind.values()) {
            kinds.add("\"" + kind.label() + "\":" + faults.count(kind));
        }
        all.add(kinds.toString());
        StringJoiner lanes = new StringJoiner(",", "\"lanes\":{", "}");
        for (SoakLane lane : SoakLane.values()) {
            lanes.add("\"" + lane.label() + "\":" + json(audit.tally(lane)));
        }
        all.add(lanes.toString());
        StringJoiner series = new StringJoiner(",", "\"heapMiB\":[", "]");
        for (HeapSeries heap : heaps) {
            series.add(String.format(
                    Locale.ROOT,
                    "{\"first\":%.2f,\"last\":%.2f,\"samples\":%d}",
                    heap.first(),
                    heap.last(),
                    heap.count()));
        }
        all.add(series.toString());
        return all.toString();
    }

    private static String json(Tally tally) {
        StringJoiner all = new StringJoiner(",", "{", "}");
        all.add("\"sent\":" + tally.countAccepted());
        for (Verdict verdict : Verdict.values()) {
            all.add("\"" + verdict.name().toLowerCase(Locale.ROOT) + "\":" + tally.count(verdict));
        }
        all.add("\"diedWithSender\":" + tally.countDiedWithSender());
        all.add("\"handled\":" + tally.countHanded());
        all.add("\"unknownHandled\":" + tally.countUnknownButHanded());
        return all.toString();
    }
}
