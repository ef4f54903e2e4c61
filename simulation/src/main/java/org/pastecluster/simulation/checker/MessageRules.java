package org.pastecluster.simulation.checker;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;

/** P7, rule by rule, and P10 for what waits. */
final class MessageRules {

    private static final long SECOND = 1_000_000_000L;
    private static final int ITEM = 32;
    private static final int LARGEST_CARRIED = 256 << 10;

    /** How late a handler may begin with a message, where the receiver can know how old it is. */
    private static final long LATE = SECOND;

    /** A message that took no longer shows the receiver how quick the way is ... */
    private static final long PROMPT = SECOND / 2;

    /** ... for so long. */
    private static final long REMEMBERED = 25 * SECOND;

    /** For so long a suspension of a machine, whose clock stood still, may make ages wrong. */
    private static final long CONFUSED = 120 * SECOND;

    private final SimulatedCluster cluster;
    private final Map<String, Long> lastHandled = new HashMap<>();
    private final Map<String, ArrayDeque<Long>> prompt = new HashMap<>();
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, Long> leftAt = new HashMap<>();
    private final Map<Integer, Set<Long>> views = new HashMap<>();

    MessageRules(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    private void expect(boolean good, String what, Sent sent) {
        if (!good) {
            cluster.fail(new BrokenPromise("P7", what + ": " + sent));
        }
    }

    // Bounds.

    private static @Nullable String box(Sent sent) {
        String host = sent.target instanceof Target.Host one
                ? one.host()
                : sent.target instanceof Target.OneProcess process
                        ? process.member().host()
                        : null;
        return host == null ? null : sent.sender.serial() + " " + host;
    }

    void given(Sent sent) {
        String box = box(sent);
        if (box != null) {
            held.merge(box, (long) sent.bytes, Long::sum);
        }
    }

    private void freed(Sent sent) {
        String box = box(sent);
        if (box != null) {
            held.merge(box, -(long) sent.bytes, Long::sum);
        }
    }

    /** Of what waits, what was told while another message was told of is not counted off yet: twice the bound. */
    void accepted(Sent sent) {
        String box = box(sent);
        long bytes = box == null ? 0 : held.getOrDefault(box, 0L);
        if (bytes > 2 * SimulatedCluster.BYTES_PER_TARGET) {
            cluster.fail(new BrokenPromise(
                    "P10",
                    bytes + " bytes wait for one target; " + SimulatedCluster.BYTES_PER_TARGET + " are allowed: "
                            + sent));
        }
    }

    // Handling.

    void handles(Sent sent, SimulatedProcess process, Message content) {
        String place = sent.place(process.member().host());
        long times = sent.handledBy.stream()
                .filter(each -> sent.place(each.member().host()).equals(place))
                .count();
        expect(times == 1, process + " handles what was handled by " + sent.handledBy, sent);
        Long bound = sent.transmitted.get(place);
        expect(
                bound == null || bound == process.member().incarnation() || process == sent.sender,
                process + " handles what was transmitted to " + (bound == null ? "" : cluster.ofIncarnation(bound)),
                sent);
        expect(!isNamed(sent.target, Ledger.NOBODY), process + " handles what was for a name that nobody bears", sent);
        expect(
                !sent.isForLeader() || process.cluster().isLeader(),
                process + " handles what is for a leader, and does not lead",
                sent);
        expect(
                content.length() == sent.bytes
                        && (sent.bytes < 1000
                                || content.equals(
                                        Message.read(sent.type, false, Ledger.BODY, 0, sent.bytes, content.headers()))),
                process + " handles something else than was sent",
                sent);
        checkVerdictBeforeHandling(sent, process);
        checkOrder(sent, process);
        checkAge(sent, process);
    }

    private void checkVerdictBeforeHandling(Sent sent, SimulatedProcess process) {
        Delivery verdict = sent.verdict;
        if (verdict == null) {
            return;
        }
        for (Delivery.Outcome outcome : verdict.outcomes()) {
            Member target = outcome.target();
            boolean same = target == null
                    || sent.place(target.host())
                            .equals(sent.place(process.member().host()));
            expect(
                    !same || !outcome.verdict().isSurelyUnhandled(),
                    process + " handles it after the verdict " + outcome,
                    sent);
        }
    }

    private void checkOrder(Sent sent, SimulatedProcess process) {
        if (!sent.ordered) {
            return;
        }
        String key = sent.sender.serial() + " " + sent.lane + " " + process.serial() + " " + sent.isForLeader();
        Long before = lastHandled.put(key, sent.id);
        expect(before == null || before < sent.id, process + " handles it after message " + before, sent);
    }

    /** Only what came promptly before this one was sent can have shown how quick the way is when this one came. */
    private void checkAge(Sent sent, SimulatedProcess process) {
        long now = cluster.now();
        ArrayDeque<Long> times =
                prompt.computeIfAbsent(sent.sender.serial() + " " + process.serial(), key -> new ArrayDeque<>());
        while (!times.isEmpty() && times.getFirst() < now - REMEMBERED) {
            times.removeFirst();
        }
        boolean canKnow = process == sent.sender || (!times.isEmpty() && times.getFirst() <= sent.at);
        boolean clear = now - process.wokeTrueTime() > CONFUSED && now - sent.sender.wokeTrueTime() > CONFUSED;
        expect(
                !canKnow || !clear || now <= sent.deadline + LATE,
                process + " handles it " + Times.seconds(now - sent.deadline) + " after its time",
                sent);
        if (now - sent.at <= PROMPT) {
            times.addLast(now);
        }
    }

    private static boolean isNamed(Target target, String name) {
        return target instanceof Target.Named named && named.name().equals(name);
    }

    // What is seen on the wire.

    void transmitted(Sent sent, SimulatedProcess to) {
        String place = sent.place(to.member().host());
        Long first = sent.transmitted.putIfAbsent(place, to.member().incarnation());
        expect(
                first == null || first == to.member().incarnation(),
                "transmitted to " + to + " after it was to " + (first == null ? "" : cluster.ofIncarnation(first)),
                sent);
        expect(!isNamed(sent.target, Ledger.NOBODY), "transmitted to " + to + " though nobody bears the name", sent);
    }

    void viewChanged(SimulatedProcess process, List<Member> members) {
        Set<Long> now = new HashSet<>();
        members.forEach(member -> now.add(member.incarnation()));
        Set<Long> before = views.put(process.serial(), now);
        if (before != null) {
            for (Long incarnation : before) {
                if (!now.contains(incarnation)) {
                    leftAt.put(process.serial() + " " + incarnation, cluster.now());
                }
            }
        }
    }

    /** What does not fit into a request cannot be sent. */
    void carried(Batch batch) {
        int size = 0;
        for (Item item : batch.items()) {
            size += ITEM;
            if (item instanceof Item.Whole whole) {
                size += whole.posted().message().length();
            } else if (item instanceof Item.Chunk chunk) {
                size += chunk.piece().length();
            } else if (item instanceof Item.Ack ack) {
                size += ack.reason().length();
            }
        }
        if (size > LARGEST_CARRIED) {
            cluster.fail(new BrokenPromise("P10", "a call carries about " + size + " bytes of messages"));
        }
    }

    // Verdicts.

    void told(Sent sent, Delivery delivery) {
        freed(sent);
        Set<String> places = new HashSet<>();
        for (Delivery.Outcome outcome : delivery.outcomes()) {
            judge(sent, outcome);
            Member target = outcome.target();
            expect(
                    places.add(target == null ? "" : target.host() + " " + target.incarnation()),
                    "two verdicts of " + target,
                    sent);
        }
        expect(!delivery.outcomes().isEmpty(), "a delivery without a verdict", sent);
        expect(
                !isNamed(sent.target, Ledger.NOBODY)
                        || delivery.first().verdict() == Verdict.GONE
                        || delivery.first().verdict() == Verdict.REFUSED,
                "a name that nobody bears, and the verdict " + delivery.first(),
                sent);
    }

    private void judge(Sent sent, Delivery.Outcome outcome) {
        Member target = outcome.target();
        if (target != null && target.isNeighbour()) {
            expect(outcome.verdict().isSurelyUnhandled(), "bytes, which no .NET node takes, and " + outcome, sent);
            return;
        }
        SimulatedProcess there = target == null ? null : cluster.ofIncarnation(target.incarnation());
        boolean handledThere = there != null && sent.handledBy.contains(there);
        boolean handledInItsPlace = target == null
                ? !sent.handledBy.isEmpty()
                : sent.handledBy.stream()
                        .anyMatch(each -> sent.place(each.member().host()).equals(sent.place(target.host())));
        switch (outcome.verdict()) {
            case DELIVERED, FAILED -> expect(handledThere, "the verdict " + outcome + " without a handler", sent);
            case UNKNOWN -> {
                expect(handledThere || !handledInItsPlace, "handled, but not by the target of " + outcome, sent);
                expect(
                        target == null || hasLeft(sent, target),
                        "the verdict " + outcome + " though the target was a member all the time",
                        sent);
            }
            case GONE -> {
                expect(!handledInItsPlace, "handled, and the verdict " + outcome, sent);
                boolean transmitted = target != null && sent.transmitted.containsKey(sent.place(target.host()));
                expect(!transmitted, "transmitted, and the verdict " + outcome, sent);
            }
            case REFUSED, EXPIRED -> expect(!handledInItsPlace, "handled, and the verdict " + outcome, sent);
        }
    }

    /** Whether the target was missing in the sender's view at any time since, or the sender has stopped. */
    private boolean hasLeft(Sent sent, Member target) {
        Long left = leftAt.get(sent.sender.serial() + " " + target.incarnation());
        return sent.sender.isStopped()
                || sent.sender.isFalse()
                || (left != null && left >= sent.at)
                || !views.getOrDefault(sent.sender.serial(), Set.of()).contains(target.incarnation());
    }

    // Requests.

    void answered(Sent sent, ClusterMessage reply, @Nullable Sent repliedTo) {
        freed(sent);
        SimulatedProcess from = cluster.ofIncarnation(reply.fromIncarnation());
        expect(repliedTo == sent, "answered by the reply to " + repliedTo, sent);
        expect(
                from != null && sent.handledBy.contains(from),
                "answered by " + from + ", which did not handle it",
                sent);
        checkAnswerTime(sent);
    }

    void unanswered(Sent sent, Verdict verdict) {
        freed(sent);
        expect(
                !verdict.isSurelyUnhandled() || sent.handledBy.isEmpty(),
                "handled by " + sent.handledBy + ", and the verdict " + verdict,
                sent);
        expect(
                (verdict != Verdict.DELIVERED && verdict != Verdict.FAILED) || !sent.handledBy.isEmpty(),
                "the verdict " + verdict + " without a handler",
                sent);
        checkAnswerTime(sent);
    }

    /** Who waits for a reply does not wait longer than it said; a sender that was itself asleep, slow or suspended hears later. */
    private void checkAnswerTime(Sent sent) {
        boolean steady =
                sent.sender.process().steadySince() <= sent.at && cluster.now() - sent.sender.wokeTrueTime() > CONFUSED;
        expect(
                !steady || cluster.now() <= sent.deadline + LATE,
                "answered " + Times.seconds(cluster.now() - sent.deadline) + " too late",
                sent);
    }
}
