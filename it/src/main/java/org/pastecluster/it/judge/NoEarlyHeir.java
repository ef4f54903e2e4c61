package org.pastecluster.it.judge;

import org.pastecluster.it.judge.Run.Seen;
import org.pastecluster.it.judge.World.Fault;
import org.pastecluster.it.record.Belief;

/**
 * P3b: nobody new leads while its predecessor's lease runs. Judged where the two have been together, with the one following the other, since before the claim can
 * have begun: then nothing but the predecessor's death, its own word, or its address' refusal excuses it. A predecessor that the bed has stopped would believe,
 * if it ran, to the end of the lease that it last saw.
 */
final class NoEarlyHeir implements Checker {

    private static final String NAME = "P3b";
    private static final long MILLI = 1_000_000;

    /** A stopped leader that had no sample for longer before it was stopped may have given up meanwhile. */
    private static final long UNSAMPLED = 30 * MILLI;

    /** What it was asked before it was stopped it may have done. */
    private static final long ASKED = 2_000 * MILLI;

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Run heir : campaign.runs()) {
            for (Beliefs.Tenure tenure : heir.beliefs().leaderships()) {
                judge(campaign, heir, tenure.surelyFrom(), findings);
            }
        }
    }

    private static void judge(Campaign campaign, Run heir, long time, Findings findings) {
        for (Run other : campaign.runs()) {
            if (other.node() == heir.node() || other.startedAt() >= time || other.livedUntil() <= time) {
                continue;
            }
            long until = believesUntil(campaign, other, time);
            long since = time - campaign.timing().claiming();
            if (follows(heir, other, since)
                    && campaign.sides()
                            .together(
                                    heir, other, since, time, campaign.pauses().stoppedSince(other, time))) {
                findings.judged(NAME);
                if (until > time) {
                    broken(heir, other, since, time, until, findings);
                }
            } else if (until > time) {
                findings.notJudged(NAME, "two led, on two sides or on one that something had touched");
            }
        }
    }

    private static void broken(Run heir, Run other, long since, long time, long until, Findings findings) {
        String leads =
                until == Run.NEVER ? " leads" : " may believe to lead for another " + Times.seconds(until - time);
        findings.broken(
                NAME,
                time,
                heir + " leads while " + other + leads + "; it had followed it, and nothing has kept them apart since "
                        + Times.seconds(since),
                heir.id(),
                other.id());
    }

    /** {@link Run#NEVER} if it surely led at that moment, and went on by itself; else to when it would have believed, standing still. */
    private static long believesUntil(Campaign campaign, Run run, long time) {
        if (run.beliefs().surelyLedWith(time) != 0) {
            return Run.NEVER;
        }
        long stopped = campaign.pauses().stoppedSince(run, time);
        Belief last = run.beliefs().lastBy(time);
        if (last == null || !last.leads() || stopped == Run.NEVER) {
            return Long.MIN_VALUE;
        }
        boolean mayHaveGivenUp = stopped - last.to() >= UNSAMPLED || isAsked(campaign, run, last.to() - ASKED, time);
        return mayHaveGivenUp ? Long.MIN_VALUE : Beliefs.leaseSurelyUntil(last);
    }

    private static boolean isAsked(Campaign campaign, Run run, long from, long to) {
        for (Fault fault : campaign.topology().faults()) {
            boolean move = fault.kind().equals("HAND_OVER") || fault.kind().equals("LEAVE");
            if (move && fault.nodes().contains(run.node()) && fault.at() <= to && fault.at() >= from) {
                return true;
            }
        }
        return false;
    }

    private static boolean follows(Run heir, Run leader, long at) {
        Seen seen = heir.viewAt(at);
        return seen != null
                && seen.leader().equals(leader.host())
                && seen.members().contains(leader.member())
                && leader.beliefs().ledThrough(at);
    }
}
