package org.pastecluster.it.judge;

import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.World.Fault;
import org.pastecluster.it.record.BedEntry;

/**
 * P9: a leader that leaves or hands over, with no other fault, is replaced without waiting for any time-out; a second later where the bed had stopped the node that was to
 * lead next.
 */
final class PlannedMoves implements Checker {

    private static final String NAME = "P9";
    private static final long RECENTLY = 50_000_000;

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Fault fault : campaign.topology().faults()) {
            if (fault.kind().equals("HAND_OVER") || fault.kind().equals("LEAVE")) {
                judge(campaign, fault, findings);
            }
        }
    }

    private static void judge(Campaign campaign, Fault fault, Findings findings) {
        long agreed = campaign.agreement()
                .heldFrom(
                        fault.at() - RECENTLY - campaign.timing().hold(),
                        fault.at() - RECENTLY,
                        campaign.timing().hold());
        Run leader = leader(campaign, fault);
        if (leader == null) {
            if (fault.kind().equals("HAND_OVER")) {
                findings.notJudged(NAME, "whoever was asked to hand over did not surely lead");
            }
            return;
        }
        long frozen = frozen(campaign, fault, leader);
        long asked = fault.kind().equals("LEAVE") ? leader.terminatedAt() : frozen == Run.NEVER ? fault.at() : frozen;
        long bound = campaign.timing().plannedMove()
                + (frozen == Run.NEVER ? 0 : campaign.timing().frozenHeir());
        if (agreed == Run.NEVER || asked == Run.NEVER || !isAlone(campaign, fault, leader, asked + bound)) {
            findings.notJudged(NAME, "other faults went on, or nodes had not agreed before");
            return;
        }
        long still = campaign.stalls().within(asked, asked + 2 * bound);
        if (still > campaign.timing().starvation() / 2) {
            findings.notJudged(NAME, "the machine stood still while leadership moved");
            return;
        }
        findings.judged(NAME);
        long next = successor(campaign, leader, asked);
        if (next != Run.NEVER && frozen == Run.NEVER) {
            findings.plannedMove(next - asked);
        }
        if (next - asked > bound + still) {
            findings.broken(
                    NAME,
                    asked,
                    leader + (fault.kind().equals("LEAVE") ? " left" : " was asked to hand over") + ", and "
                            + (next == Run.NEVER
                                    ? "nobody led after it"
                                    : "another led only " + Times.seconds(next - asked) + " later")
                            + (frozen == Run.NEVER
                                    ? "; no time-out is that short"
                                    : "; that the next one stood still costs a second at most"),
                    leader.id());
        }
    }

    /** When the bed stopped another node for this very move; {@link Run#NEVER} if it did not. */
    private static long frozen(Campaign campaign, Fault fault, Run leader) {
        return campaign.bed().stream()
                .filter(entry -> entry instanceof BedEntry.Stopped stopped
                        && stopped.run().node() != leader.node()
                        && fault.nodes().contains(stopped.run().node()))
                .mapToLong(campaign::at)
                .filter(at -> at >= fault.at() && at < fault.overAt())
                .findFirst()
                .orElse(Run.NEVER);
    }

    private static @Nullable Run leader(Campaign campaign, Fault fault) {
        return campaign.runs().stream()
                .filter(run -> fault.nodes().contains(run.node()))
                .filter(run -> ledShortlyBefore(run, fault.at()))
                .findFirst()
                .orElse(null);
    }

    /** Who gives up at once may have been sampled for the last time a little before it was asked. */
    private static boolean ledShortlyBefore(Run run, long time) {
        return run.beliefs().tenures().stream()
                .anyMatch(tenure -> tenure.surelyFrom() <= time && tenure.surelyTo() >= time - RECENTLY);
    }

    /** Whether nothing else goes on or begins until then; what belongs to the move is nothing else. */
    private static boolean isAlone(Campaign campaign, Fault fault, Run leader, long until) {
        for (World world :
                campaign.topology().between(fault.at() - campaign.timing().hold(), until)) {
            boolean other = world.faults().stream().anyMatch(each -> each.number() != fault.number());
            boolean stopped = world.stopped().stream()
                    .anyMatch(node -> world.to() <= fault.at()
                            || node == leader.node()
                            || !fault.nodes().contains(node));
            if (other || stopped || !world.cuts().isEmpty()) {
                return false;
            }
        }
        return campaign.bed().stream()
                .filter(BedEntry.End.class::isInstance)
                .noneMatch(end -> campaign.at(end) <= until);
    }

    private static long successor(Campaign campaign, Run leader, long asked) {
        return campaign.runs().stream()
                .filter(run -> run != leader)
                .flatMap(run -> run.beliefs().leaderships().stream())
                .mapToLong(Beliefs.Tenure::surelyFrom)
                .filter(from -> from > asked)
                .min()
                .orElse(Run.NEVER);
    }
}
