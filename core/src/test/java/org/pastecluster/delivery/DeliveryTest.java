package org.pastecluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.Message;
import org.pastecluster.Verdict;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** A sender and a receiver, and between them whatever way a test plays. */
class DeliveryTest {

    private static final long NEVER = Long.MAX_VALUE / 2;
    private static final int BATCH = 64 << 10;

    private final Sending sending = new Sending(7);
    private final Allowance budget = new Allowance(40 << 20);
    private final Receiving receiving = new Receiving(budget);
    private final List<Pending> settled = new ArrayList<>();
    private final List<String> handed = new ArrayList<>();
    private final List<Arrival> open = new ArrayList<>();
    private final List<ReceivingLane> serving = new ArrayList<>();

    private static final class Allowance implements Budget {
        private long left;

        Allowance(long bytes) {
            left = bytes;
        }

        @Override
        public boolean take(int bytes) {
            if (left < bytes) {
                return false;
            }
            left -= bytes;
            return true;
        }

        @Override
        public void give(long bytes) {
            left += bytes;
        }
    }

    private Pending send(int lane, String text, long deadline) {
        return send(lane, Message.text(11, text), deadline);
    }

    private Pending send(int lane, Message message, long deadline) {
        Pending pending = new Pending(new Posted(message, 0, Posted.Purpose.NOTICE, 0, true, false), lane, deadline);
        sending.add(pending);
        return pending;
    }

    private List<Item> written(long now) {
        List<Item> items = new ArrayList<>();
        sending.fill(items, BATCH, now);
        settled.addAll(sending.takeSettled());
        return items;
    }

    private void arrive(List<Item> items, long now) {
        receiving.begin(7, now, now);
        items.forEach(receiving::take);
        receiving.takeBeginning(serving);
    }

    /** Takes all that is to be handed over; its handlers have not returned yet. */
    private void take() {
        for (ReceivingLane lane : serving) {
            List<Arrival> taken = new ArrayList<>();
            while (lane.take(10, taken)) {
                taken.forEach(arrival -> handed.add(arrival.posted().message().text()));
                open.addAll(taken);
                taken = new ArrayList<>();
            }
        }
        serving.clear();
    }

    private void settleAll(Verdict verdict) {
        for (Arrival arrival : open) {
            arrival.lane()
                    .settle(List.of(new Handled(arrival, verdict, verdict == Verdict.DELIVERED ? "" : "because")));
        }
        open.clear();
    }

    private List<Item> told() {
        List<Item> items = new ArrayList<>();
        receiving.takeReports(items, BATCH);
        return items;
    }

    private void hear(List<Item> items) {
        for (Item item : items) {
            if (item instanceof Item.Ack ack) {
                sending.acknowledged(ack);
            } else if (item instanceof Item.Again again) {
                sending.again(again);
            }
        }
        settled.addAll(sending.takeSettled());
    }

    @Test
    void aMessageIsHandedOverAndItsSenderHearsOfIt() {
        Pending pending = send(0, "a", NEVER);

        arrive(written(0), 0);
        take();
        assertThat(told()).as("its handler has not returned").isEmpty();
        settleAll(Verdict.DELIVERED);
        hear(told());

        assertThat(handed).containsExactly("a");
        assertThat(pending.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(settled).containsExactly(pending);
        assertThat(sending.isEmpty()).isTrue();
        assertThat(budget.left).isEqualTo(40 << 20);
    }

    @Test
    void whatIsWrittenTwiceIsHandedOverOnce() {
        send(0, "a", NEVER);
        send(0, "b", NEVER);
        List<Item> first = written(0);
        arrive(first, 0);
        take();
        sending.wayLost();
        List<Item> second = written(0);
        assertThat(second).hasSameSizeAs(first);

        arrive(second, 0);
        arrive(first, 0);
        take();
        settleAll(Verdict.DELIVERED);
        hear(told());

        assertThat(handed).containsExactly("a", "b");
        assertThat(settled).extracting(Pending::verdict).containsOnly(Verdict.DELIVERED);
    }

    @Test
    void aVerdictThatWasLostIsToldAgain() {
        Pending pending = send(0, "a", NEVER);
        List<Item> batch = written(0);
        arrive(batch, 0);
        take();
        settleAll(Verdict.FAILED);
        assertThat(told()).as("lost on the way").hasSize(1);

        arrive(batch, 0);
        hear(told());

        assertThat(pending.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(pending.reason()).isEqualTo("because");
        assertThat(handed).containsExactly("a");
    }

    @Test
    void allVerdictsAreToldAgainWhenTheWayBackWasLostUntilTheSenderKnowsThem() {
        for (int i = 0; i < 100; i++) {
            send(0, "m" + i, NEVER);
        }
        arrive(written(0), 0);
        take();
        settleAll(Verdict.DELIVERED);
        told();
        receiving.reportAll();

        List<Item> again = told();
        assertThat(again).containsExactly(new Item.Ack(7, 0, 1, 100, Verdict.DELIVERED, ""));
        hear(again);
        send(0, "next", NEVER);
        arrive(written(0), 0);
        receiving.reportAll();

        assertThat(told()).as("the sender said that it knows them").isEmpty();
    }

    @Test
    void whatFollowsAMissingMessageIsDroppedAndAskedForAgain() {
        send(0, "a", NEVER);
        List<Item> lost = written(0);
        send(0, "b", NEVER);
        List<Item> late = written(0);

        arrive(late, 0);
        take();
        assertThat(handed).isEmpty();
        List<Item> asked = told();
        assertThat(asked).containsExactly(new Item.Again(7, 0, 1));
        hear(asked);
        arrive(written(0), 0);
        arrive(lost, 0);
        take();

        assertThat(handed).containsExactly("a", "b");
    }

    @Test
    void aMessageWhoseTimeRanOutLeavesAMarkAndItsSuccessorDoesNotWait() {
        Pending short_ = send(0, "short", 100);
        written(0);
        Pending long_ = send(0, "long", NEVER);
        sending.wayLost();

        List<Item> batch = written(200);
        assertThat(batch.get(0)).isEqualTo(new Item.Skip(0, 1));
        arrive(batch, 200);
        take();
        settleAll(Verdict.DELIVERED);
        hear(told());

        assertThat(handed).containsExactly("long");
        assertThat(short_.verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(long_.verdict()).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void theMarkOfAMessageThatWasHandledSaysSo() {
        Pending pending = send(0, "a", 100);
        arrive(written(0), 0);
        take();
        settleAll(Verdict.DELIVERED);
        told();
        sending.wayLost();

        arrive(written(200), 200);
        hear(told());

        assertThat(pending.verdict()).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void whatWaitsUnwrittenExpiresByItself() {
        Pending pending = send(0, "a", 100);

        sending.expire(99);
        assertThat(sending.takeSettled()).isEmpty();
        sending.expire(100);

        assertThat(sending.takeSettled()).containsExactly(pending);
        assertThat(pending.verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(pending.isTransmitted()).isFalse();
        assertThat(written(100)).isEmpty();
    }

    @Test
    void atTheEndWhatWasWrittenIsUnknownAndTheRestIsGivenBack() {
        Pending written = send(0, "a", NEVER);
        written(0);
        Pending unwritten = send(0, "b", NEVER);

        List<Pending> back = sending.end("gone");

        assertThat(sending.takeSettled()).containsExactly(written);
        assertThat(written.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(back).containsExactly(unwritten);
        assertThat(unwritten.verdict()).isNull();
        assertThat(sending.isEmpty()).isTrue();
    }

    @Test
    void aLongMessageComesInPiecesThatMayBeRepeated() {
        byte[] body = new byte[200_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i % 251);
        }
        Pending pending = send(3, Message.bytes(11, body), NEVER);
        List<Item> pieces = new ArrayList<>();
        while (sending.isReady()) {
            pieces.addAll(written(0));
        }
        assertThat(pieces).hasSize(7);

        arrive(pieces.subList(0, 2), 0);
        arrive(pieces.subList(0, 1), 0);
        arrive(pieces.subList(1, 7), 0);
        List<Arrival> taken = new ArrayList<>();
        serving.get(0).take(10, taken);

        assertThat(taken).hasSize(1);
        assertThat(taken.get(0).posted().message().bytes()).isEqualTo(body);
        taken.get(0).lane().settle(List.of(new Handled(taken.get(0), Verdict.DELIVERED, "")));
        hear(told());
        assertThat(pending.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(budget.left).isEqualTo(40 << 20);
    }

    @Test
    void aShortMessageOnAnotherLaneGoesBetweenThePiecesOfALongOne() {
        send(3, Message.bytes(11, new byte[1 << 20]), NEVER);
        written(0);
        send(0, "short", NEVER);

        arrive(written(0), 0);
        take();

        assertThat(handed).containsExactly("short");
    }

    @Test
    void beyondItsWindowALaneWaitsForVerdicts() {
        for (int i = 0; i < 160; i++) {
            send(0, Message.bytes(11, new byte[30_000]), NEVER);
        }
        long written = 0;
        while (sending.isReady()) {
            written += written(0).stream().filter(Item.Whole.class::isInstance).count();
        }
        assertThat(written * 30_000).isBetween((long) SendingLane.WINDOW - 60_000, (long) SendingLane.WINDOW + 30_000);

        sending.acknowledged(new Item.Ack(7, 0, 1, 5, Verdict.DELIVERED, ""));

        assertThat(sending.isReady()).isTrue();
    }

    @Test
    void noNumberIsTooFarAheadOfOneThatHasNoVerdict() {
        for (int number = 1; number <= SendingLane.MOST_OPEN + 10; number++) {
            send(0, "", NEVER);
            written(0);
            if (number > 1) {
                sending.acknowledged(new Item.Ack(7, 0, number, number, Verdict.DELIVERED, ""));
            }
        }
        settled.addAll(sending.takeSettled());
        assertThat(sending.isReady())
                .as("the first one's handler is still busy")
                .isFalse();
        assertThat(sending.count()).isEqualTo(11);

        sending.acknowledged(new Item.Ack(7, 0, 1, 1, Verdict.DELIVERED, ""));

        assertThat(sending.isReady()).isTrue();
    }

    @Test
    void whatThereIsNoRoomForIsRefused() {
        budget.left = 1500;
        Pending first = send(0, Message.bytes(11, new byte[800]), NEVER);
        Pending second = send(0, Message.bytes(11, new byte[800]), NEVER);
        Pending long_ = send(1, Message.bytes(11, new byte[100_000]), NEVER);

        arrive(written(0), 0);
        hear(told());

        assertThat(first.verdict()).isNull();
        assertThat(second.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(long_.verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void aNewerSessionReplacesAnOlderOneAndTheOlderOneCountsNoMore() {
        send(0, "old", NEVER);
        List<Item> old = written(0);
        arrive(old, 0);
        Sending newer = new Sending(8);
        Pending pending =
                new Pending(new Posted(Message.text(11, "new"), 0, Posted.Purpose.NOTICE, 0, true, false), 0, NEVER);
        newer.add(pending);
        List<Item> items = new ArrayList<>();
        newer.fill(items, BATCH, 0);

        assertThat(receiving.begin(8, 0, 0)).isTrue();
        items.forEach(receiving::take);
        List<ReceivingLane> begun = new ArrayList<>();
        receiving.takeBeginning(begun);
        assertThat(begun).as("the older one is still served").isEmpty();
        assertThat(serving.get(0).isAbandoned()).isTrue();
        assertThat(serving.get(0).take(10, new ArrayList<>())).isFalse();
        ReceivingLane successor = serving.get(0).successor();
        assertThat(successor).isNotNull();
        serving.clear();
        serving.add(successor);
        assertThat(receiving.begin(7, 0, 0)).isFalse();
        take();

        assertThat(handed).containsExactly("new");
        newer.acknowledged(new Item.Ack(7, 0, 1, 1, Verdict.DELIVERED, ""));
        assertThat(pending.verdict()).as("said of the older session").isNull();
    }

    @Test
    void acknowledgementsOfWhatWasNeverWrittenChangeNothing() {
        Pending pending = send(0, "a", NEVER);

        sending.acknowledged(new Item.Ack(7, 0, 1, Long.MAX_VALUE, Verdict.DELIVERED, ""));
        sending.acknowledged(new Item.Ack(7, 200, 1, 5, Verdict.DELIVERED, ""));
        sending.acknowledged(new Item.Ack(7, -1, 1, 5, Verdict.DELIVERED, ""));
        sending.again(new Item.Again(7, 0, 99));

        assertThat(pending.verdict()).isNull();
        assertThat(written(0)).hasSize(1);
    }

    @Test
    void aReceiverIsNotLedAstrayByWhatDoesNotFit() {
        Posted posted = new Posted(Message.text(11, "x"), 0, Posted.Purpose.NOTICE, 0, true, false);
        arrive(
                List.of(
                        new Item.Whole(300, 1, 5, posted),
                        new Item.Whole(-1, 1, 5, posted),
                        new Item.Whole(0, 0, 5, posted),
                        new Item.Whole(0, -5, 5, posted),
                        new Item.Skip(0, Long.MIN_VALUE),
                        new Item.Floor(0, Long.MAX_VALUE),
                        new Item.Chunk(0, 1, 5, posted, 10, 20, Message.text(0, "late")),
                        new Item.Chunk(0, 1, 5, null, 10, 0, Message.text(0, "headless"))),
                0);
        take();

        assertThat(handed).isEmpty();
        assertThat(told()).containsExactly(new Item.Again(7, 0, 1));
    }

    @Test
    void timeOnTheWayCountsAsFarAsTheReceiverCanTell() {
        Transit transit = new Transit();

        assertThat(transit.age(1_000, 5_000)).as("nothing to compare with").isZero();
        assertThat(transit.age(2_000, 6_500)).isEqualTo(500);
        assertThat(transit.age(3_000, 6_800)).as("quicker than any before").isZero();
        assertThat(transit.age(4_000, 9_000)).isEqualTo(1_200);
    }

    @Test
    void whatIsToldAtATimeIsBoundedAndReasonsAreCut() {
        for (int i = 0; i < 100; i++) {
            send(0, "m" + i, NEVER);
        }
        arrive(written(0), 0);
        take();
        for (int i = 0; i < open.size(); i++) {
            Arrival arrival = open.get(i);
            arrival.lane().settle(List.of(new Handled(arrival, Verdict.FAILED, i + "x".repeat(5000))));
        }
        List<Item> first = new ArrayList<>();
        receiving.takeReports(first, 10_000);

        assertThat(first).hasSize(4).allMatch(item -> ((Item.Ack) item).reason().length() == 1024);
        assertThat(receiving.hasReports()).isTrue();
        hear(first);
        while (receiving.hasReports()) {
            hear(told());
        }
        assertThat(settled).hasSize(100);
    }

    @Test
    void whatNobodyWasThereToHearIsToldWhenSomethingComesFromThereAllTheSame() {
        send(0, "a", NEVER);
        arrive(written(0), 0);
        take();
        settleAll(Verdict.DELIVERED);
        receiving.forgetReports();
        assertThat(receiving.hasReports()).isFalse();

        send(0, "b", NEVER);
        arrive(written(0), 0);

        hear(told());
        assertThat(settled).extracting(Pending::verdict).containsExactly(Verdict.DELIVERED);
    }
}
