package org.pastecluster.it.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.pastecluster.it.judge.Durations;
import org.pastecluster.it.judge.Judgement;
import org.pastecluster.it.judge.KindFigures;
import org.pastecluster.it.judge.MessageFigures;
import org.pastecluster.it.judge.Totals;

/** A judgement as Markdown and as the one line that ends a campaign. Times are milliseconds; net of the times in which the machine stood still where that is said. */
public final class ChaosTable {

    private static final double MILLION = 1e6;
    private static final double MINUTE = 60e9;
    private static final String SPARE = "–";

    private static final Set<String> SHOWN = Set.of(
            "ALL_COLD",
            "BUSY_CORES",
            "BUSY_THREADS",
            "HAND_OVER",
            "HOSTILE",
            "KILL_LEADER",
            "LINK_DOWN",
            "PAUSE_LEADER",
            "REFUSED_ALIVE",
            "SPLIT");

    private static final List<String> PROMISES =
            List.of("P1", "P2", "P3", "P3b", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12");

    private final Judgement judgement;

    public ChaosTable(Judgement judgement) {
        this.judgement = judgement;
    }

    /** A row for each kind of fault; that of all that began, fewer may have done what they are called. */
    public String kinds() {
        StringBuilder table = new StringBuilder("""
            | kind of fault | begun | did it | lost agreement | agreed again after p50 | p99 | max | net p50 | net max | no leader, s | two leaders, ms | accepted | delivered | failed | refused | unknown | lost | duplicated |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """);
        judgement.kinds().forEach(kind -> table.append(row(kind)));
        return table.toString();
    }

    private static String row(KindFigures kind) {
        Durations raw = kind.agreeing();
        Durations net = kind.agreeingNet();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %s | %s | %s | %s | %s | %.1f | %s | %s |%n",
                kind.kind(),
                kind.count(),
                kind.seen(),
                raw.count(),
                millis(raw, raw.p50()),
                millis(raw, raw.p99()),
                millis(raw, raw.max()),
                millis(net, net.p50()),
                millis(net, net.max()),
                kind.leaderless() / 1e9,
                number(Math.round(kind.doubled() / MILLION)),
                messages(kind.messages()));
    }

    private static String messages(MessageFigures all) {
        return String.join(
                " | ",
                number(all.accepted()),
                number(all.delivered()),
                number(all.failed()),
                number(all.refused()),
                number(all.unknown()),
                number(all.lost()),
                number(all.duplicated()));
    }

    private static String millis(Durations all, long nanos) {
        return all.count() == 0 ? SPARE : number(Math.round(nanos / MILLION));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** What the README shows of {@link #kinds}, with faults that did what they are called alone: rows alone, for heads are in its language; and, below, what it says of planned moves. */
    public String evidence() {
        StringBuilder rows = new StringBuilder();
        judgement.kinds().stream()
                .filter(kind -> SHOWN.contains(kind.kind()))
                .forEach(kind -> rows.append(evidence(kind.kind(), kind.seen(), kind.agreeing(), kind.messages())));
        Totals totals = judgement.totals();
        Durations moves = totals.plannedMoves();
        return rows.append(evidence("all", seen(), totals.agreeing(), totals.messages()))
                .append(String.format(
                        Locale.ROOT,
                        "%nplanned moves in a calm: %d, another led after p50 %s p99 %s max %s ms%n",
                        moves.count(),
                        millis(moves, moves.p50()),
                        millis(moves, moves.p99()),
                        millis(moves, moves.max())))
                .toString();
    }

    private int seen() {
        return judgement.kinds().stream().mapToInt(KindFigures::seen).sum();
    }

    private static String evidence(String kind, int count, Durations agreeing, MessageFigures messages) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %d | %d | %s | %s | %s | %s | %s |%n",
                kind,
                count,
                agreeing.count(),
                millis(agreeing, agreeing.p50()),
                millis(agreeing, agreeing.max()),
                number(messages.accepted()),
                number(messages.lost()),
                number(messages.duplicated()));
    }

    /** How much was looked at, promise by promise, and what could not be judged; of every promise, also of those of which nothing was seen. */
    public String promises() {
        StringBuilder table = new StringBuilder("""
            | promise | looked at | broken | not to be judged |
            |---|---|---|---|
            """);
        PROMISES.forEach(promise -> table.append(row(promise, judgement.judged().getOrDefault(promise, 0))));
        return table.toString();
    }

    private String row(String promise, int judged) {
        StringJoiner why = new StringJoiner("; ");
        judgement
                .notJudged()
                .getOrDefault(promise, Map.of())
                .forEach((reason, count) -> why.add(number(count) + ": " + reason));
        if (judged == 0) {
            why.setEmptyValue("nothing happened that could have broken it");
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                promise,
                number(judged)
                        + (promise.equals("P5") ? ", " + judgement.totals().cutNetworks() + " of them cut" : ""),
                number(judgement.broken().getOrDefault(promise, 0)),
                why);
    }

    /**
     * The last line, with the faults that did what they are called.
     *
     * @param others what else is not as it has to be, each counted as a violation
     */
    public String line(int others) {
        Totals totals = judgement.totals();
        MessageFigures messages = totals.messages();
        long kinds = judgement.kinds().stream().filter(kind -> kind.seen() > 0).count();
        return String.format(
                Locale.ROOT,
                "chaos: %.1f minutes, %d faults of %d kinds, agreed after p50 %s p99 %s max %s ms, %s accepted, %s"
                        + " delivered, %s refused, %s unknown, %s lost, %s duplicated, %s violations",
                totals.lasted() / MINUTE,
                seen(),
                kinds,
                millis(totals.agreeing(), totals.agreeing().p50()),
                millis(totals.agreeing(), totals.agreeing().p99()),
                millis(totals.agreeing(), totals.agreeing().max()),
                number(messages.accepted()),
                number(messages.delivered()),
                number(messages.refused()),
                number(messages.unknown()),
                number(messages.lost()),
                number(messages.duplicated()),
                number(others
                        + judgement.broken().values().stream()
                                .mapToLong(Integer::longValue)
                                .sum()));
    }
}
