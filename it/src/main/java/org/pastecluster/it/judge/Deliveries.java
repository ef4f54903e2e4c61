package org.pastecluster.it.judge;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.Stream.Handling;
import org.pastecluster.it.judge.Stream.Word;
import org.pastecluster.it.record.RunId;

/**
 * P7, what was handled: each message at most once, none before one of its lane that came earlier, and as its verdict says: what is delivered or failed was handled
 * by that process, what is refused, expired or gone by none in its place.
 */
final class Deliveries implements Checker {

    private static final String NAME = "P7";

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Ledger.Slip slip : campaign.ledger().slips()) {
            if (campaign.run(slip.stream().sender()) == null) {
                // Who is not ours may say a thing twice.
                continue;
            }
            String what = slip.before() == 0
                    ? slip.by() + " handled " + slip.stream().name(slip.number()) + " twice"
                    : slip.by() + " handled " + slip.stream().name(slip.number()) + " after "
                            + slip.stream().name(slip.before());
            findings.broken(NAME, slip.at(), what, slip.by(), slip.stream().sender());
            if (slip.before() == 0) {
                findings.duplicated(at(slip.stream(), slip.number()));
            }
        }
        for (Stream stream : campaign.ledger().streams()) {
            if (campaign.run(stream.sender()) != null) {
                handledOnce(stream, findings);
                asTold(campaign, stream, findings);
            }
        }
    }

    /** By one process of a node at most; and if it was for one node, by one process. */
    private static void handledOnce(Stream stream, Findings findings) {
        BitSet anywhere = new BitSet();
        Map<Integer, BitSet> atNodes = new HashMap<>();
        for (Map.Entry<RunId, Handling> each : stream.handled().entrySet()) {
            BitSet numbers = each.getValue().numbers();
            findings.judged(NAME, numbers.cardinality());
            BitSet atNode = atNodes.computeIfAbsent(each.getKey().node(), node -> new BitSet());
            for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
                boolean elsewhere = anywhere.get(number) && stream.isToOne(number);
                if (atNode.get(number) || elsewhere) {
                    findings.duplicated(at(stream, number));
                    findings.broken(
                            NAME,
                            at(stream, number),
                            stream.name(number) + " was handled by two processes, by " + each.getKey() + " too",
                            each.getKey(),
                            stream.sender());
                } else if (stream.acceptedAt(number) == Run.NEVER) {
                    findings.broken(
                            NAME,
                            0,
                            each.getKey() + " handled " + stream.name(number) + ", which nobody sent",
                            each.getKey());
                }
            }
            atNode.or(numbers);
            anywhere.or(numbers);
        }
    }

    private static long at(Stream stream, int number) {
        long at = stream.acceptedAt(number);
        return at == Run.NEVER ? 0 : at;
    }

    private static void asTold(Campaign campaign, Stream stream, Findings findings) {
        for (long teller : stream.tellers()) {
            Run target = teller == 0 ? null : campaign.ofIncarnation(teller);
            for (int number = 1; number <= stream.largest(); number++) {
                Word word = stream.toldBy(teller, number);
                if (word == Word.NONE) {
                    continue;
                }
                if (teller != 0 && target == null) {
                    findings.notJudged(NAME, "told by a process that never said who it is");
                    continue;
                }
                String wrong = wrong(stream, number, word, target);
                if (wrong != null) {
                    if (word.isHandled()) {
                        findings.lost(at(stream, number));
                    }
                    String of = target == null ? "" : " of " + target;
                    findings.broken(
                            NAME,
                            at(stream, number),
                            stream.name(number) + " has the verdict " + word + of + " and " + wrong,
                            stream.sender());
                }
            }
        }
    }

    /** What is wrong with a verdict; {@code target} is null if it names nobody. */
    private static @Nullable String wrong(Stream stream, int number, Word word, @Nullable Run target) {
        if (word == Word.NO_VERDICT) {
            return "that is none";
        }
        if (word == Word.TWO) {
            return "another verdict before it";
        }
        if (word.isHandled()) {
            boolean handled =
                    target == null ? isHandledAnywhere(stream, number) : stream.isHandledBy(target.id(), number);
            return handled ? null : "was not handled by it";
        }
        if (word.isSurelyUnhandled()) {
            boolean handled =
                    target == null ? isHandledAnywhere(stream, number) : isHandledAtNode(stream, number, target.node());
            return handled ? "was handled" : null;
        }
        return null;
    }

    private static boolean isHandledAnywhere(Stream stream, int number) {
        return stream.handled().values().stream()
                .anyMatch(handling -> handling.numbers().get(number));
    }

    private static boolean isHandledAtNode(Stream stream, int number, int node) {
        return stream.handled().entrySet().stream()
                .anyMatch(each -> each.getKey().node() == node
                        && each.getValue().numbers().get(number));
    }
}
