package org.pastecluster.it.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.it.judge.Run.News;
import org.pastecluster.it.judge.Run.Stall;
import org.pastecluster.it.record.Belief;

/**
 * P3: nobody believes to lead past its lease. No lease is longer than it may be; who stood still for longer than one never goes on in the same leadership; and
 * who was told that it lost leadership believes in it no more. Of whom nobody knows what it believed, nobody knows that it kept this.
 */
final class NoZombie implements Checker {

    private static final String NAME = "P3";
    private static final long MILLI = 1_000_000;

    /** The signal to stop, or the one to go on, may take effect a little later than the bed wrote. */
    private static final long SLACK = 200 * MILLI;

    /** Who runs for so long has been asked what it believes, a thousand times. */
    private static final long SURELY_ASKED = 5_000 * MILLI;

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Run run : campaign.runs()) {
            asked(campaign, run, findings);
            leases(campaign, run, findings);
            afterLoss(run, findings);
            pauses(campaign, run, findings);
        }
    }

    private static void asked(Campaign campaign, Run run, Findings findings) {
        if (!run.cameUp() || !run.beliefs().stretches().isEmpty()) {
            return;
        }
        long to = Math.min(run.livedUntil(), campaign.lastAt());
        long ran = to - run.upAt();
        for (Stall pause : campaign.pauses().of(run)) {
            ran -= Math.max(0, Math.min(to, pause.to()) - Math.max(run.upAt(), pause.from()));
        }
        if (ran >= SURELY_ASKED) {
            findings.judged(NAME);
            findings.broken(
                    NAME,
                    run.upAt(),
                    run + " ran for " + Times.seconds(ran) + ", and nobody knows what it believed: " + run
                            + ".belief is missing, or has nothing in it",
                    run.id());
        }
    }

    private static void leases(Campaign campaign, Run run, Findings findings) {
        for (Belief belief : run.beliefs().stretches()) {
            if (!belief.leads()) {
                continue;
            }
            findings.judged(NAME);
            long longest = belief.longestLease();
            if (belief.token() < 0) {
                findings.broken(
                        NAME,
                        belief.firstBy(),
                        run + " says that it leads, and shows no leadership or one whose lease is over",
                        run.id());
            } else if (longest > campaign.timing().lease() + MILLI) {
                findings.broken(
                        NAME,
                        belief.to(),
                        run + " had " + Times.seconds(longest) + " of its lease left, which is "
                                + Times.seconds(campaign.timing().lease()) + " long",
                        run.id());
            }
        }
    }

    /** News come after the fact: from then on no sample may say that the same leadership goes on. */
    private static void afterLoss(Run run, Findings findings) {
        Map<Long, Long> lostAt = new HashMap<>();
        for (News news : run.news()) {
            if (!news.acquired()) {
                lostAt.merge(news.token(), news.at(), Math::min);
            }
        }
        for (Belief belief : run.beliefs().stretches()) {
            Long lost = belief.leads() ? lostAt.get(belief.token()) : null;
            if (lost != null) {
                findings.judged(NAME);
                if (belief.last() > lost) {
                    findings.broken(
                            NAME,
                            belief.last(),
                            run + " believes to lead " + Times.seconds(belief.last() - lost)
                                    + " after it was told that it leads no longer",
                            run.id());
                }
            }
        }
    }

    private static void pauses(Campaign campaign, Run run, Findings findings) {
        for (Stall pause : campaign.pauses().of(run)) {
            if (pause.to() != Run.NEVER
                    && pause.to() - pause.from() > campaign.timing().lease() + SLACK) {
                pause(campaign, run, pause.from(), pause.to(), findings);
            }
        }
    }

    private static void pause(Campaign campaign, Run run, long from, long to, Findings findings) {
        if (campaign.stalls().within(from - SLACK, from + SLACK) > SLACK / 2
                || campaign.stalls().within(to - SLACK, to) > SLACK / 2) {
            findings.notJudged(NAME, "the machine stood still when a node was stopped or went on");
            return;
        }
        Belief before = run.beliefs().lastBy(from);
        if (before == null || !before.leads()) {
            return;
        }
        findings.judged(NAME);
        List<Belief> all = run.beliefs().stretches();
        for (Belief belief : all.subList(all.indexOf(before), all.size())) {
            if (belief.token() == before.token() && belief.last() > to) {
                findings.broken(
                        NAME,
                        Math.max(to, belief.firstBy()),
                        run + " stood still for " + Times.seconds(to - from)
                                + " and believes to lead as before, though its lease is "
                                + Times.seconds(campaign.timing().lease()) + " long",
                        run.id());
                return;
            }
        }
    }
}
