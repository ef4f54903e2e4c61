package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.Agreement.State;
import org.pastecluster.it.judge.Run.Seen;
import org.pastecluster.it.judge.Stream.Word;
import org.pastecluster.it.judge.World.Fault;

/**
 * P7, with nothing in the way: what is accepted in a calm in which all have agreed for longer than messages live, and has its verdicts in the same calm, is delivered, or its
 * handler has failed. That nobody knows what became of it, or that it was refused, needs a cause.
 */
final class InPeace implements Checker {

    private static final String NAME = "P7";

    /** A message that was accepted before that has no time left: none is in the way of later ones. */
    private static final long SETTLED = 6_000_000_000L;

    /** After the host of a .NET node among the members of a view. */
    private static final String NEIGHBOUR = "#0";

    /** What comes in calms and is no cause, but to whom it is done. */
    private static final Set<String> HARMLESS = Set.of("WRONG_SECRET", "HOSTILE", "BUSY_THREADS");

    /** A time in which all agreed, and nothing was done that moves anything. */
    private record Peace(long from, long to, Map<Integer, Run> up) {}

    @Override
    public void check(Campaign campaign, Findings findings) {
        TreeMap<Long, Peace> times = new TreeMap<>();
        of(campaign).forEach(peace -> times.put(peace.from, peace));
        for (Stream stream : campaign.ledger().streams()) {
            Run sender = campaign.run(stream.sender());
            if (sender == null) {
                continue;
            }
            for (int number = 1; number <= stream.largest(); number++) {
                Map.Entry<Long, Peace> peace = times.floorEntry(stream.acceptedAt(number));
                if (peace != null
                        && stream.doneAt(number) <= peace.getValue().to
                        && isFound(sender, stream.target(number), stream.acceptedAt(number))) {
                    check(campaign, peace.getValue(), stream, number, sender, findings);
                }
            }
        }
    }

    /** Nodes of this project agree before they have found every .NET node: to such a one nothing can be brought until its sender has had it in its views for long. */
    private static boolean isFound(Run sender, String target, long at) {
        if (!target.startsWith(Stream.HOST)) {
            return true;
        }
        String member = target.substring(Stream.HOST.length()) + NEIGHBOUR;
        boolean found = false;
        for (Seen view : sender.views()) {
            boolean has = view.members().contains(member);
            if (view.at() <= at - SETTLED) {
                found = has;
            } else if (view.at() <= at) {
                found &= has;
            }
        }
        return found;
    }

    private static List<Peace> of(Campaign campaign) {
        List<Peace> all = new ArrayList<>();
        Peace open = null;
        for (World world : campaign.topology().worlds()) {
            if (open != null && isHarmless(world) && world.up().equals(open.up)) {
                open = new Peace(open.from, world.to(), open.up);
                continue;
            }
            if (open != null) {
                all.addAll(agreed(campaign, open));
            }
            open = world.calm() ? new Peace(world.from(), world.to(), world.up()) : null;
        }
        if (open != null) {
            all.addAll(agreed(campaign, open));
        }
        return all;
    }

    private static boolean isHarmless(World world) {
        boolean harmless =
                !world.faults().isEmpty() && world.faults().stream().allMatch(fault -> HARMLESS.contains(fault.kind()));
        return world.calm()
                || (harmless && world.cuts().isEmpty() && world.stopped().isEmpty());
    }

    private static List<Peace> agreed(Campaign campaign, Peace whole) {
        List<Peace> parts = new ArrayList<>();
        for (State state : campaign.agreement().between(whole.from, whole.to)) {
            long from = Math.max(whole.from, state.from()) + SETTLED;
            long to = Math.min(whole.to, state.to());
            if (state.missing() == null && from < to) {
                parts.add(new Peace(from, to, whole.up));
            }
        }
        return parts;
    }

    private static void check(
            Campaign campaign, Peace peace, Stream stream, int number, Run sender, Findings findings) {
        findings.judged(NAME);
        for (long teller : stream.tellers()) {
            Word word = stream.toldBy(teller, number);
            if (word != Word.UNKNOWN && !word.isSurelyUnhandled()) {
                continue;
            }
            Run target = teller == 0 ? null : campaign.ofIncarnation(teller);
            Set<Run> concerned = concerned(peace, stream.target(number), target);
            concerned.add(sender);
            if (stream.target(number).startsWith(Stream.HOST)) {
                concerned.addAll(campaign.neighbours());
            }
            if (hasCause(campaign, concerned, stream.acceptedAt(number), stream.doneAt(number))) {
                findings.notJudged(NAME, "sender or target of a message in a calm was busy, or had stood still");
                return;
            }
            findings.broken(
                    NAME,
                    stream.acceptedAt(number),
                    stream.name(number) + " to " + stream.target(number) + " has the verdict " + word
                            + (target == null ? "" : " of " + target)
                            + ", though all had agreed for long and nothing was in the way",
                    sender.id());
        }
    }

    /** Whom it was for, as far as that is known. */
    private static Set<Run> concerned(Peace peace, String target, @Nullable Run told) {
        if (told != null) {
            return new HashSet<>(Set.of(told));
        }
        Set<Run> named = new HashSet<>(peace.up.values());
        if (target.startsWith(Stream.NAME)) {
            named.removeIf(run -> !target.equals(Stream.NAME + "n" + run.node()));
        }
        return named;
    }

    private static boolean hasCause(Campaign campaign, Set<Run> concerned, long from, long to) {
        long since = from - campaign.timing().aftermath();
        for (Fault fault : campaign.topology().faults()) {
            boolean meanwhile = fault.at() < to && fault.overAt() > since;
            if (meanwhile && concerned.stream().anyMatch(run -> fault.nodes().contains(run.node()))) {
                return true;
            }
        }
        return campaign.stallsOf(concerned).longest(since, to)
                > campaign.timing().starvation();
    }
}
