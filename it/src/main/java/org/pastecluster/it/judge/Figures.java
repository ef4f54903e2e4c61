package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pastecluster.it.judge.Agreement.State;
import org.pastecluster.it.judge.Stream.Word;
import org.pastecluster.it.judge.World.Fault;

/** Counts and measures; judges nothing. */
final class Figures {

    private static final long SECOND = 1_000_000_000L;

    private static final class Sums {
        private final List<Long> agreeing = new ArrayList<>();
        private final List<Long> agreeingNet = new ArrayList<>();
        private long leaderless;
        private long doubled;
        private MessageFigures messages = MessageFigures.NONE;
    }

    private final Campaign campaign;
    private final Causes causes;
    private final Findings findings;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private final Map<String, Sums> sums = new TreeMap<>();
    private final Phases phases;
    private long longestDoubled;
    private long longestVerdict;

    Figures(Campaign campaign, Findings findings) {
        this.campaign = campaign;
        this.causes = new Causes(campaign);
        this.findings = findings;
        this.phases = new Phases(campaign);
        Effects effects = new Effects(campaign);
        for (Fault fault : campaign.topology().faults()) {
            counts.merge(fault.kind(), 1, Integer::sum);
            seen.merge(fault.kind(), effects.isSeen(fault) ? 1 : 0, Integer::sum);
        }
        agreement();
        campaign.ledger().streams().forEach(this::messages);
        findings.lostMessages().forEach(at -> add(at, new MessageFigures(0, 0, 0, 0, 0, 1, 0)));
        findings.duplicatedMessages().forEach(at -> add(at, new MessageFigures(0, 0, 0, 0, 0, 0, 1)));
    }

    private Sums sums(String kind) {
        return sums.computeIfAbsent(kind, name -> new Sums());
    }

    private void add(long at, MessageFigures figures) {
        Sums its = sums(causes.latest(at));
        its.messages = its.messages.plus(figures);
    }

    /** What comes after the bed's end is the end's doing: nothing of it counts. */
    private void agreement() {
        long end = campaign.end();
        long since = Run.NEVER;
        long until = 0;
        long doubledSince = Run.NEVER;
        Set<Integer> leaders = Set.of();
        Sums its = null;
        for (State state : campaign.agreement().states()) {
            if (state.from() >= end) {
                break;
            }
            until = Math.min(end, state.to());
            if (state.led()) {
                if (its != null) {
                    agreed(its, since, state.from());
                    its = null;
                }
                leaders = state.leaders();
                doubledSince = Run.NEVER;
                continue;
            }
            if (its == null) {
                since = state.from();
                its = sums(causes.of(since, leaders, state.leaders()));
            }
            its.leaderless += state.leaderless() ? until - state.from() : 0;
            its.doubled += state.doubled() ? until - state.from() : 0;
            doubledSince = state.doubled() ? Math.min(doubledSince, state.from()) : Run.NEVER;
            longestDoubled = state.doubled() ? Math.max(longestDoubled, until - doubledSince) : longestDoubled;
        }
        if (its != null) {
            agreed(its, since, until);
        }
    }

    private void agreed(Sums its, long since, long by) {
        its.agreeing.add(by - since);
        its.agreeingNet.add(Math.max(0, by - since - campaign.stalls().within(since, by)));
    }

    private void messages(Stream stream) {
        if (campaign.run(stream.sender()) == null) {
            return;
        }
        for (int number = 1; number <= stream.largest(); number++) {
            long at = stream.acceptedAt(number);
            if (at != Run.NEVER) {
                message(stream, number, at);
            }
        }
    }

    private void message(Stream stream, int number, long at) {
        int delivered = 0;
        int failed = 0;
        int refused = 0;
        int unknown = 0;
        for (long teller : stream.tellers()) {
            Word word = stream.toldBy(teller, number);
            delivered += word == Word.DELIVERED ? 1 : 0;
            failed += word == Word.FAILED ? 1 : 0;
            refused += word.isSurelyUnhandled() ? 1 : 0;
            unknown += word == Word.UNKNOWN ? 1 : 0;
        }
        add(at, new MessageFigures(1, delivered, failed, refused, unknown, 0, 0));
        long done = stream.doneAt(number);
        if (done != Run.NEVER) {
            longestVerdict = Math.max(longestVerdict, done - at);
            if (delivered > 0) {
                phases.delivered(done);
            }
        }
    }

    /** Of each kind that occurred, by name; what was before the first fault, too. */
    List<KindFigures> kinds() {
        List<KindFigures> kinds = new ArrayList<>();
        counts.forEach((kind, count) -> sums.computeIfAbsent(kind, name -> new Sums()));
        sums.forEach((kind, its) -> kinds.add(new KindFigures(
                kind,
                counts.getOrDefault(kind, 0),
                seen.getOrDefault(kind, 0),
                Durations.of(its.agreeing),
                Durations.of(its.agreeingNet),
                its.leaderless,
                its.doubled,
                its.messages)));
        return kinds;
    }

    Totals totals() {
        List<Long> agreeing = new ArrayList<>();
        List<Long> agreeingNet = new ArrayList<>();
        long leaderless = 0;
        long doubled = 0;
        MessageFigures messages = MessageFigures.NONE;
        for (Sums its : sums.values()) {
            agreeing.addAll(its.agreeing);
            agreeingNet.addAll(its.agreeingNet);
            leaderless += its.leaderless;
            doubled += its.doubled;
            messages = messages.plus(its.messages);
        }
        return new Totals(
                campaign.lastAt(),
                campaign.topology().faults().size(),
                overlapping(),
                Durations.of(agreeing),
                Durations.of(agreeingNet),
                Durations.of(findings.plannedMoves()),
                findings.cutNetworks(),
                leaderless,
                doubled,
                longestDoubled,
                longestVerdict,
                messages,
                campaign.ledger().handled(),
                campaign.stalls().total(),
                (int) campaign.runs().stream().filter(Run::cameUp).count(),
                phases.empty(5 * SECOND));
    }

    private int overlapping() {
        List<Fault> all = campaign.topology().faults();
        int overlapping = 0;
        for (Fault one : all) {
            if (all.stream()
                    .anyMatch(other ->
                            other.number() != one.number() && other.at() < one.overAt() && one.at() < other.overAt())) {
                overlapping++;
            }
        }
        return overlapping;
    }
}
