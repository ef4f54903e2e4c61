package org.pastecluster.it.judge;

import java.util.List;
import org.pastecluster.it.judge.Stream.Word;

/**
 * P7, what was told: every message of a process that lives has its verdicts in the end. It is lost if it has none though its sender lived until the end of the
 * campaign, or left politely, or went on through a calm in which all had long agreed.
 */
final class Verdicts implements Checker {

    private static final String NAME = "P7";
    private static final long SECOND = 1_000_000_000L;

    /** Time to live of all messages, of slow handlers, and for a verdict to come back. */
    private static final long LONGEST = 10 * SECOND;

    /** The same in a calm in which nothing holds up a verdict; where it was measured, the last came 3 s after nodes had agreed. */
    private static final long IN_PEACE = 7_500_000_000L;

    @Override
    public void check(Campaign campaign, Findings findings) {
        List<Convergence.Stable> calms = Convergence.stableTimes(campaign).stream()
                .filter(Convergence.Stable::calm)
                .filter(time -> campaign.stalls().within(time.from(), time.to()) < SECOND)
                .filter(time -> campaign.agreement().heldFrom(time.from(), time.to(), IN_PEACE) != Run.NEVER)
                .toList();
        for (Stream stream : campaign.ledger().streams()) {
            Run sender = campaign.run(stream.sender());
            if (sender != null) {
                check(campaign, stream, sender, calms, findings);
            }
        }
    }

    private static void check(
            Campaign campaign, Stream stream, Run sender, List<Convergence.Stable> calms, Findings findings) {
        boolean polite = sender.endedPolitely();
        for (int number = 1; number <= stream.largest(); number++) {
            long at = stream.acceptedAt(number);
            if (at == Run.NEVER) {
                continue;
            }
            if (stream.doneAt(number) != Run.NEVER) {
                findings.judged(NAME);
                expectVerdict(stream, number, findings);
            } else if (polite) {
                lost(stream, number, "ended politely at " + Times.seconds(sender.endedAt()), findings);
            } else if (sender.livedUntil() >= campaign.overAt() && campaign.overAt() - at > LONGEST) {
                lost(stream, number, "lived to the end of the campaign", findings);
            } else if (calms.stream().anyMatch(calm -> calm.from() > at && calm.to() <= sender.livedUntil())) {
                lost(stream, number, "lived on through a calm in which all had agreed for long", findings);
            } else {
                findings.notJudged(NAME, "the sender died before it can have had a verdict");
            }
        }
    }

    private static void expectVerdict(Stream stream, int number, Findings findings) {
        if (stream.isToldElsewhere(number)) {
            return;
        }
        for (long teller : stream.tellers()) {
            if (stream.toldBy(teller, number) != Word.NONE) {
                return;
            }
        }
        findings.broken(
                NAME,
                stream.doneAt(number),
                stream.name(number) + " is done, and no verdict was told",
                stream.sender());
    }

    private static void lost(Stream stream, int number, String how, Findings findings) {
        findings.judged(NAME);
        findings.lost(stream.acceptedAt(number));
        findings.broken(
                NAME,
                stream.acceptedAt(number),
                stream.name(number) + " is lost: it has no verdict, and its sender " + how,
                stream.sender());
    }
}
