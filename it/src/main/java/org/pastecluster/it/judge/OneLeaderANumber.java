package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pastecluster.it.record.Belief;

/**
 * P1: no two processes lead with the same number on one side. Two may on two sides, and while these meet; so only who has been together with the other for longer
 * than it takes to meet and to claim is judged.
 */
final class OneLeaderANumber implements Checker {

    private static final String NAME = "P1";

    private record Reign(Run run, long from) {}

    @Override
    public void check(Campaign campaign, Findings findings) {
        Map<Long, List<Reign>> reigns = new HashMap<>();
        for (Run run : campaign.runs()) {
            long last = 0;
            for (Belief belief : run.beliefs().stretches()) {
                long number = Beliefs.number(belief.token());
                if (belief.leads() && number != last) {
                    last = number;
                    reigns.computeIfAbsent(number, unused -> new ArrayList<>()).add(new Reign(run, belief.firstBy()));
                }
            }
        }
        reigns.forEach((number, all) -> check(campaign, findings, number, all));
    }

    private static void check(Campaign campaign, Findings findings, long number, List<Reign> reigns) {
        findings.judged(NAME);
        for (int i = 0; i < reigns.size(); i++) {
            for (int j = i + 1; j < reigns.size(); j++) {
                compare(campaign, findings, number, reigns.get(i), reigns.get(j));
            }
        }
    }

    private static void compare(Campaign campaign, Findings findings, long number, Reign one, Reign other) {
        if (one.run == other.run) {
            return;
        }
        Timing timing = campaign.timing();
        long later = Math.max(one.from, other.from);
        long since = later - timing.claiming() - timing.meeting();
        if (campaign.sides().together(one.run, other.run, since, later, later)) {
            findings.broken(
                    NAME,
                    later,
                    one.run + " leads with number " + number + " from " + Times.seconds(one.from) + " on, and "
                            + other.run + " with the same from " + Times.seconds(other.from)
                            + " on; they have been on one side since before " + Times.seconds(since),
                    one.run.id(),
                    other.run.id());
        } else {
            findings.notJudged(NAME, "two led with one number, on two sides or on one that had only just formed");
        }
    }
}
