package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pastecluster.it.judge.Agreement.State;
import org.pastecluster.it.judge.Stream.Word;
import org.pastecluster.it.judge.World.Fault;
import org.pastecluster.it.record.BedEntry;

/** Counts and measures; judges nothing. */
final class Figures {

    private static final String START = "START";
    private static final long SECOND = 1_000_000_000L;

    /** A leader that is stopped is last seen to lead a sample before. */
    private static final long SAMPLE = 10_000_000;

    /** A fault that begins, or ends. */
    private record Event(long at, String kind) {}

    private static final class Sums {
        private final List<Long> agreeing = new ArrayList<>();
        private final List<Long> agreeingNet = new ArrayList<>();
        private long leaderless;
        private long doubled;
        private MessageFigures messages = MessageFigures.NONE;
    }

    private final Campaign campaign;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Sums> sums = new TreeMap<>();
    private final Phases phases;
    private long longestDoubled;
    private long longestVerdict;

    Figures(Campaign campaign, Findings findings) {
        this.campaign = campaign;
        this.phases = new Phases(campaign);
        for (Fault fault : campaign.topology().faults()) {
            counts.merge(fault.kind(), 1, Integer::sum);
            events.add(new Event(fault.at(), fault.kind()));
            if (fault.overAt() != Run.NEVER) {
                events.add(new Event(fault.overAt(), fault.kind()));
            }
        }
        events.sort(Comparator.comparingLong(Event::at));
        agreement();
        campaign.ledger().streams().forEach(this::messages);
        findings.lostMessages().forEach(at -> add(at, new MessageFigures(0, 0, 0, 0, 0, 1, 0)));
        findings.duplicatedMessages().forEach(at -> add(at, new MessageFigures(0, 0, 0, 0, 0, 0, 1)));
    }

    private Sums at(long time) {
        int from = 0;
        int to = events.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (events.get(middle).at() <= time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return sums.computeIfAbsent(from == 0 ? START : events.get(from - 1).kind(), kind -> new Sums());
    }

    private void add(long at, MessageFigures figures) {
        Sums its = at(at);
        its.messages = its.messages.plus(figures);
    }

    private void agreement() {
        long since = Run.NEVER;
        long doubledSince = Run.NEVER;
        for (State state : campaign.agreement().states()) {
            Sums its = at(state.from() + SAMPLE);
            long lasted = state.to() - state.from();
            its.leaderless += state.leaderless() ? lasted : 0;
            its.doubled += state.doubled() ? lasted : 0;
            if (state.led() && since != Run.NEVER) {
                Sums first = at(since + SAMPLE);
                long took = state.from() - since;
                first.agreeing.add(took);
                first.agreeingNet.add(Math.max(0, took - campaign.stalls().within(since, state.from())));
                since = Run.NEVER;
            } else if (!state.led() && since == Run.NEVER) {
                since = state.from();
            }
            if (state.doubled()) {
                doubledSince = Math.min(doubledSince, state.from());
                longestDoubled = Math.max(longestDoubled, state.to() - doubledSince);
            } else {
                doubledSince = Run.NEVER;
            }
        }
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
        List<BedEntry> bed = campaign.bed();
        return new Totals(
                campaign.at(bed.get(bed.size() - 1)),
                campaign.topology().faults().size(),
                overlapping(),
                Durations.of(agreeing),
                Durations.of(agreeingNet),
                leaderless,
                doubled,
                longestDoubled,
                longestVerdict,
                messages,
                campaign.ledger().handled(),
                campaign.stalls().total(),
                (int) campaign.runs().stream().filter(Run::cameUp).count(),
                phases.empty(2 * SECOND));
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
