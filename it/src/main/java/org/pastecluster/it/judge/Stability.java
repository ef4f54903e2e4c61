package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.Run.Seen;
import org.pastecluster.it.judge.World.Fault;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Belief;

/**
 * P6: where nodes have agreed in a calm, and held it, leadership stays where it is and no member is lost, until there is a cause. Strangers, hostile clients and busy
 * request threads are none: what moves under them breaks P8 or P11. Nor is a follower that leaves, or comes. A time in which one of those whom it concerns stood still is one,
 * if it was longer at a stretch than {@link Timing#starvation()}.
 */
final class Stability implements Checker {

    private static final String NAME = "P6";
    private static final Set<String> STRANGERS = Set.of("WRONG_SECRET", "HOSTILE");
    private static final Set<String> BUSY = Set.of("BUSY_THREADS");

    /** What moved, if it did; {@code lost} is who was lost by it. */
    private record Move(
            long at, Run run, String how, @Nullable Run lost) {}

    @Override
    public void check(Campaign campaign, Findings findings) {
        Effects effects = new Effects(campaign);
        List<World> worlds = campaign.topology().worlds();
        for (int i = 0; i < worlds.size(); i++) {
            // The last of a calm: before it, somebody was still coming up.
            boolean more = i + 1 < worlds.size() && worlds.get(i + 1).calm();
            if (worlds.get(i).calm() && !more) {
                judge(campaign, worlds.get(i), effects, findings);
            }
        }
    }

    private static void judge(Campaign campaign, World calm, Effects effects, Findings findings) {
        long held = campaign.agreement()
                .heldFrom(calm.from(), calm.to(), campaign.timing().hold());
        if (held == Run.NEVER) {
            findings.notJudged(NAME, "nodes had not agreed for long enough when a calm ended");
            return;
        }
        long from = held + campaign.timing().hold();
        Run leader = leader(calm, from);
        if (leader == null) {
            findings.notJudged(NAME, "nobody of ours led");
            return;
        }
        long to = cause(campaign, calm, leader, from);
        findings.judged(NAME);
        for (Fault fault : campaign.topology().faults()) {
            boolean within = fault.at() < to && fault.overAt() > from;
            if (within && effects.isSeen(fault)) {
                findings.judged(promise(fault.kind()));
            } else if (within) {
                findings.notJudged(promise(fault.kind()), fault.kind() + " did nothing");
            }
        }
        List<Move> moves = new ArrayList<>();
        for (Run run : campaign.runs()) {
            beginnings(run, from, to, moves);
        }
        calm.up().values().forEach(run -> changes(run, leader, calm, from, to, moves));
        moves.sort(Comparator.comparingLong(Move::at));
        if (moves.stream().anyMatch(move -> isExcused(campaign, leader, move))) {
            findings.notJudged(NAME, "one of those whom it concerned had stood still for long before something moved");
        }
        moves.stream()
                .filter(move -> !isExcused(campaign, leader, move))
                .findFirst()
                .ifPresent(move -> broken(campaign, move, findings));
    }

    private static @Nullable Run leader(World calm, long at) {
        return calm.up().values().stream()
                .filter(run -> run.beliefs().ledThrough(at))
                .findFirst()
                .orElse(null);
    }

    /** When the first thing happened that may move leadership or members. */
    private static long cause(Campaign campaign, World calm, Run leader, long from) {
        for (BedEntry entry : campaign.bed()) {
            long at = campaign.at(entry);
            if (at >= from && isCause(entry, leader)) {
                return at;
            }
        }
        List<World> worlds = campaign.topology().worlds();
        return Math.max(calm.to(), worlds.get(worlds.size() - 1).to());
    }

    private static boolean isCause(BedEntry entry, Run leader) {
        if (entry instanceof BedEntry.Began began) {
            boolean leaves = began.kind().equals("LEAVE") && !began.nodes().contains(leader.node());
            return !leaves && promise(began.kind()).equals(NAME);
        }
        if (entry instanceof BedEntry.Terminated terminated) {
            return terminated.run().equals(leader.id());
        }
        if (entry instanceof BedEntry.Killed killed) {
            return killed.run().node() < Campaign.FIRST_STRANGER;
        }
        if (entry instanceof BedEntry.Stopped stopped) {
            return stopped.run().node() < Campaign.FIRST_STRANGER;
        }
        return entry instanceof BedEntry.Cut || entry instanceof BedEntry.Calm || entry instanceof BedEntry.End;
    }

    /** Which promise breaks what moves under such a fault; that of P6 for those that are causes. */
    private static String promise(String kind) {
        return STRANGERS.contains(kind) ? "P8" : BUSY.contains(kind) ? "P11" : NAME;
    }

    /** Also of processes that came later. */
    private static void beginnings(Run run, long from, long to, List<Move> moves) {
        for (Beliefs.Tenure tenure : run.beliefs().tenures()) {
            if (tenure.surelyFrom() > from && tenure.surelyFrom() < to) {
                moves.add(new Move(tenure.surelyFrom(), run, "began to lead", null));
            }
        }
    }

    private static void changes(Run run, Run leader, World calm, long from, long to, List<Move> moves) {
        for (Beliefs.Tenure tenure : run.beliefs().tenures()) {
            boolean leads = run == leader && tenure.surelyFrom() <= from && tenure.surelyTo() >= from;
            if (leads && ends(run, tenure, to)) {
                moves.add(new Move(tenure.surelyTo(), run, "led no longer", null));
            }
        }
        Seen before = run.viewAt(from);
        for (Seen view : run.views()) {
            // Who leaves sees nobody at last.
            if (before != null && view.at() > from && view.at() < Math.min(to, run.livedUntil())) {
                change(run, before, view, leader, calm).ifPresent(moves::add);
                before = view;
            }
        }
    }

    private static boolean ends(Run run, Beliefs.Tenure tenure, long before) {
        List<Belief> all = run.beliefs().stretches();
        Belief last = tenure.stretches().get(tenure.stretches().size() - 1);
        int next = all.indexOf(last) + 1;
        return next < all.size() && all.get(next).firstBy() < before;
    }

    /** From the view before; that the leader is named again is none. */
    private static Optional<Move> change(Run run, Seen before, Seen view, Run leader, World calm) {
        if (!view.leader().equals(before.leader()) && !view.leader().equals(leader.host())) {
            return Optional.of(
                    new Move(view.at(), run, "named " + view.leader() + " instead of " + before.leader(), null));
        }
        return calm.up().values().stream()
                .filter(member -> before.members().contains(member.member()))
                .filter(member -> !view.members().contains(member.member()) && member.livedUntil() >= view.at())
                .findFirst()
                .map(member -> new Move(view.at(), run, "lost its member " + member, member));
    }

    private static boolean isExcused(Campaign campaign, Run leader, Move move) {
        Timing timing = campaign.timing();
        Set<Run> concerned = new HashSet<>(Arrays.asList(leader, move.run));
        if (move.lost != null) {
            concerned.add(move.lost);
        }
        return campaign.stallsOf(concerned).longest(move.at - timing.aftermath(), move.at) > timing.starvation();
    }

    private static void broken(Campaign campaign, Move move, Findings findings) {
        String promise = campaign.topology().faults().stream()
                .filter(fault -> fault.at() <= move.at
                        && fault.overAt() > move.at - campaign.timing().aftermath())
                .filter(fault -> !promise(fault.kind()).equals(NAME))
                .max(Comparator.comparingLong(Fault::at))
                .map(fault -> promise(fault.kind()))
                .orElse(NAME);
        findings.broken(
                promise,
                move.at,
                move.run + " " + move.how + " in a calm, though nothing had happened that moves anything",
                move.run.id());
    }
}
