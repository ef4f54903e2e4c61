package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pastecluster.it.judge.Agreement.Lack;
import org.pastecluster.it.judge.Agreement.State;

/**
 * P5: once the network has been stable for the stated time, every side has one leader, and all its nodes hold one view of exactly themselves. Judged for calms, and
 * for every other time in which ways stayed cut, and nothing else was wrong, for so long.
 */
final class Convergence implements Checker {

    private static final String NAME = "P5";

    /** What cuts ways cleanly, stops nodes, or does nothing to them: sides are what is left. */
    private static final Set<String> CLEAN = Set.of(
            "PAUSE",
            "PAUSE_LEADER",
            "SPLIT",
            "PAIR_CUT",
            "ONE_WAY_REQUESTS",
            "ONE_WAY_PACKETS",
            "LINK_DOWN",
            "WRONG_SECRET",
            "HOSTILE",
            "BUSY_THREADS");

    private static final Set<String> CLEAN_WAYS = Set.of("drop", "drop-requests");

    /** A time in which the network and the processes stayed as they were; {@code cut} says that some ways were. */
    record Stable(long from, long to, boolean calm, boolean cut) {}

    static List<Stable> stableTimes(Campaign campaign) {
        List<Stable> times = new ArrayList<>();
        World first = null;
        long to = 0;
        for (World world : campaign.topology().worlds()) {
            if (first != null && first.isLike(world) && first.calm() == world.calm() && isClean(world)) {
                to = world.to();
                continue;
            }
            if (first != null) {
                times.add(stable(first, to));
            }
            first = isClean(world) ? world : null;
            to = world.to();
        }
        if (first != null) {
            times.add(stable(first, to));
        }
        return times;
    }

    private static Stable stable(World world, long to) {
        return new Stable(world.from(), to, world.calm(), !world.cuts().isEmpty());
    }

    private static boolean isClean(World world) {
        return world.calm()
                || (!world.up().isEmpty()
                        && world.unsettled().isEmpty()
                        && world.faults().stream().allMatch(fault -> CLEAN.contains(fault.kind()))
                        && world.cuts().stream().allMatch(way -> CLEAN_WAYS.contains(way.way())));
    }

    @Override
    public void check(Campaign campaign, Findings findings) {
        List<Stable> times = stableTimes(campaign);
        for (int i = 0; i < times.size(); i++) {
            boolean more = i + 1 < times.size() && times.get(i + 1).calm();
            judge(campaign, times.get(i), more, findings);
        }
    }

    /** {@code more} says that the calm went on with somebody who was still coming up. */
    private static void judge(Campaign campaign, Stable time, boolean more, Findings findings) {
        Timing timing = campaign.timing();
        long stalls = campaign.stalls().within(time.from(), time.from() + timing.agreement());
        long until = time.from() + timing.agreement() + stalls;
        if (time.to() >= until && time.cut() && !campaign.neighbours().isEmpty()) {
            findings.notJudged(NAME, "nodes of another kind, of whom nothing is promised, were cut off as well");
        } else if (time.to() >= until) {
            hadToAgree(campaign, time, until, findings);
        } else if (campaign.agreement().heldFrom(time.from(), time.to(), timing.hold()) != Run.NEVER) {
            findings.judged(NAME);
        } else if (time.calm() && !more) {
            findings.notJudged(NAME, "a calm ended before nodes had to agree, and they had not for long enough");
        }
    }

    /** Whoever stood still for so long that he may rightly have been taken for dead excuses his side, until what came of that is over. */
    private static void hadToAgree(Campaign campaign, Stable time, long until, Findings findings) {
        boolean excused = false;
        boolean broken = false;
        for (State state : campaign.agreement().between(until, time.to())) {
            long from = Math.max(until, state.from());
            long to = Math.min(time.to(), state.to());
            for (Lack lack : state.lacks()) {
                long at = blamableFrom(campaign, lack, from, to);
                excused |= at > from;
                if (at != Run.NEVER && !broken) {
                    broken = true;
                    broken(time, at, lack, findings);
                }
            }
        }
        if (excused && !broken) {
            findings.notJudged(NAME, "somebody of a side that did not agree had stood still for long");
        }
        boolean held = campaign.agreement()
                        .heldFrom(time.from(), time.to(), campaign.timing().hold())
                != Run.NEVER;
        if (held || broken || !excused) {
            findings.judged(NAME);
            if (time.cut()) {
                findings.cutNetwork();
            }
        }
    }

    /** Who comes up writes of no stalls yet: then those of everybody tell. */
    private static long blamableFrom(Campaign campaign, Lack lack, long from, long to) {
        Timing timing = campaign.timing();
        Stalls stalls = lack.side().isEmpty() ? campaign.stalls() : campaign.stallsOf(lack.side());
        return stalls.free(from, to, timing.starvation(), timing.aftermath());
    }

    private static void broken(Stable time, long at, Lack lack, Findings findings) {
        findings.broken(
                NAME,
                at,
                "nodes do not agree " + Times.seconds(at - time.from()) + " after " + Times.seconds(time.from())
                        + ", since when nothing had changed: " + lack.what());
    }
}
