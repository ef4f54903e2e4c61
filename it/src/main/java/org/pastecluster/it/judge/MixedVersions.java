package org.pastecluster.it.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.Run.Seen;

/**
 * P12, as far as our own nodes tell: where the network is quiet, all lists are equal, with every neighbour of another kind in them that is up. That they are equal is P5; here is
 * looked at who is in them: when they have to be, or, in a calm that ends before, at its end, if they all are by then.
 */
final class MixedVersions implements Checker {

    private static final String NAME = "P12";

    @Override
    public void check(Campaign campaign, Findings findings) {
        if (campaign.neighbours().isEmpty()) {
            findings.notJudged(NAME, "no node of another kind took part");
            return;
        }
        for (Convergence.Stable time : Convergence.stableTimes(campaign)) {
            if (time.calm()) {
                judge(campaign, time, findings);
            }
        }
    }

    private static void judge(Campaign campaign, Convergence.Stable time, Findings findings) {
        long due = time.from() + campaign.timing().agreement();
        due += campaign.stalls().within(time.from(), due);
        long until = Math.min(due, time.to());
        List<Run> there = campaign.neighbours().stream()
                .filter(run -> run.startedAt() < time.from() && run.livedUntil() >= until)
                .toList();
        boolean found = campaign.runs().stream()
                .filter(run -> run.upAt() < until && run.livedUntil() >= until)
                .allMatch(run -> neighbours(run.viewAt(until)) == there.size());
        if (there.isEmpty() || (time.to() < due && !found)) {
            findings.notJudged(NAME, "a calm ended before neighbours had to be found");
            return;
        }
        findings.judged(NAME);
        for (Run run : campaign.runs()) {
            long neighbours = neighbours(run.viewAt(until));
            if (run.upAt() < until && run.livedUntil() > until && neighbours != there.size()) {
                findings.broken(
                        NAME,
                        until,
                        run + " sees " + neighbours + " nodes of another kind instead of " + there.size() + ", "
                                + Times.seconds(until - time.from()) + " after a calm began",
                        run.id());
            }
        }
    }

    private static long neighbours(@Nullable Seen view) {
        return view == null
                ? 0
                : view.members().stream()
                        .filter(member -> member.endsWith("#0"))
                        .count();
    }
}
