package org.pastecluster.it.judge;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pastecluster.it.judge.Run.Seen;
import org.pastecluster.it.judge.Stream.Word;
import org.pastecluster.it.record.RunId;

/**
 * P7, of messages to several nodes: each that the sender's view listed among those who are meant has a verdict, and nobody else has one or handles it. Which view the
 * message met is known but for a moment: only who is in all that it can have been must have a verdict.
 */
final class NobodyLeftOut implements Checker {

    private static final String NAME = "P7";

    /** Views are written by a listener, a little after messages go by them. */
    private static final long LAG = 1_000_000_000L;

    @Override
    public void check(Campaign campaign, Findings findings) {
        Map<String, Integer> groups = new HashMap<>();
        campaign.runs().stream().filter(Run::cameUp).forEach(run -> groups.put(run.host(), run.group()));
        for (Stream stream : campaign.ledger().streams()) {
            Run sender = campaign.run(stream.sender());
            if (sender != null) {
                stream.toSeveral()
                        .forEach((target, numbers) ->
                                judge(new Meant(campaign, groups, sender, stream, target), numbers, findings));
            }
        }
    }

    private static void judge(Meant meant, BitSet numbers, Findings findings) {
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            if (meant.stream.doneAt(number) != Run.NEVER) {
                meant.judge(number, findings);
            }
        }
    }

    /** Who is meant by a target of messages of one stream. */
    private record Meant(Campaign campaign, Map<String, Integer> groups, Run sender, Stream stream, String target) {

        private boolean fits(String host) {
            if (target.equals(Stream.OTHERS)) {
                return !host.equals(sender.host());
            }
            Integer group = groups.get(host);
            return target.equals(Stream.ALL) || (group != null && target.equals(Stream.GROUP + group));
        }

        void judge(int number, Findings findings) {
            Set<String> told = new TreeSet<>();
            int unknown = 0;
            for (long teller : stream.tellers()) {
                if (stream.toldBy(teller, number) == Word.NONE) {
                    continue;
                }
                Run run = campaign.ofIncarnation(teller);
                if (run == null) {
                    unknown += teller == 0 ? 0 : 1;
                } else {
                    told.add(run.host());
                }
            }
            Set<String> having = new TreeSet<>(told);
            for (Map.Entry<RunId, Stream.Handling> each : stream.handled().entrySet()) {
                Run run = campaign.run(each.getKey());
                if (run != null && each.getValue().numbers().get(number)) {
                    having.add(run.host());
                }
            }
            having.stream()
                    .filter(host -> !fits(host))
                    .forEach(host -> broken(number, host + " has to do with it", findings));
            missing(number, told, unknown, findings);
        }

        private void missing(int number, Set<String> told, int unknown, Findings findings) {
            long from = stream.acceptedAt(number);
            long to = stream.doneAt(number) + LAG;
            if (sender.isHeldUp(from, to, campaign.pauses().of(sender), LAG / 2)) {
                findings.notJudged(NAME, "the sender of a message to several stood still meanwhile");
                return;
            }
            Set<String> missing = listed(from, to);
            findings.judged(NAME, missing.size());
            missing.removeAll(told);
            if (missing.size() > unknown) {
                broken(number, "it has no verdict of " + missing + ", listed in the view of its sender", findings);
            }
        }

        /** Those who are meant and are listed in each view that the sender may have had then. */
        private Set<String> listed(long from, long to) {
            Set<String> all = new TreeSet<>();
            Seen first = sender.viewAt(from);
            if (first == null) {
                return all;
            }
            all.addAll(hosts(first));
            for (Seen view : sender.views()) {
                if (view.at() > from && view.at() <= to) {
                    all.retainAll(hosts(view));
                }
            }
            all.removeIf(host -> !fits(host));
            return all;
        }

        /** But for nodes of another kind, which are told apart by no incarnation. */
        private static Set<String> hosts(Seen view) {
            Set<String> hosts = new TreeSet<>();
            for (String member : view.members()) {
                if (!member.endsWith("#0")) {
                    hosts.add(member.substring(0, member.indexOf('#')));
                }
            }
            return hosts;
        }

        private void broken(int number, String what, Findings findings) {
            findings.broken(
                    NAME,
                    stream.acceptedAt(number),
                    stream.name(number) + " was for " + target + ", and " + what,
                    stream.sender());
        }
    }
}
