package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pastecluster.it.judge.Agreement.State;

/**
 * P5: once the network has been stable for the stated time, every side has one leader, and all its nodes hold one view of exactly themselves. Judged for calms, and
 * for every other time in which ways stayed cut, and nothing else was wrong, for so long.
 */
final class Convergence implements Checker {

    private static final String NAME = "P5";

    /** What only cuts ways, cleanly, or does nothing to nodes. */
    private static final Set<String> CUTS = Set.of(
            "SPLIT",
            "PAIR_CUT",
            "ONE_WAY_REQUESTS",
            "ONE_WAY_PACKETS",
            "LINK_DOWN",
            "WRONG_SECRET",
            "HOSTILE",
            "BUSY_THREADS");

    private static final Set<String> CLEAN_WAYS = Set.of("drop", "drop-requests");

    /** A time in which the network and the processes stayed as they were. */
    record Stable(long from, long to, boolean calm) {}

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
                times.add(new Stable(first.from(), to, first.calm()));
            }
            first = isClean(world) ? world : null;
            to = world.to();
        }
        if (first != null) {
            times.add(new Stable(first.from(), to, first.calm()));
        }
        return times;
    }

    private static boolean isClean(World world) {
        return world.calm()
                || (!world.up().isEmpty()
                        && world.unsettled().isEmpty()
                        && world.faults().stream().allMatch(fault -> CUTS.contains(fault.kind()))
                        && world.cuts().stream().allMatch(way -> CLEAN_WAYS.contains(way.way())));
    }

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Stable time : stableTimes(campaign)) {
            judge(campaign, time, findings);
        }
    }

    private static void judge(Campaign campaign, Stable time, Findings findings) {
        Timing timing = campaign.timing();
        long stalls = campaign.stalls().within(time.from(), time.from() + timing.agreement());
        long until = time.from() + timing.agreement() + stalls;
        long held = campaign.agreement().heldFrom(time.from(), time.to(), timing.hold());
        if (held <= until) {
            findings.judged(NAME);
            return;
        }
        if (time.to() < until) {
            if (time.calm()) {
                findings.notJudged(NAME, "a calm ended before nodes had to agree, and they had not for long enough");
            }
            return;
        }
        findings.judged(NAME);
        List<State> states = campaign.agreement().between(until - 1, until);
        String missing = states.isEmpty() ? null : states.get(0).missing();
        findings.broken(
                NAME,
                until,
                "nodes have not agreed within " + Times.seconds(until - time.from()) + " after "
                        + Times.seconds(time.from()) + ", since when nothing had changed: "
                        + (missing == null ? "they agreed and fell out again" : missing));
    }
}
