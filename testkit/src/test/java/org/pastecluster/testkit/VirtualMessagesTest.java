package org.pastecluster.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Message;
import org.pastecluster.RequestFailedException;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.spi.ReservedMessages;

/** Messages as users test their own programs with them. */
class VirtualMessagesTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int TASK = 11;

    private final List<List<String>> heard = new ArrayList<>();

    private VirtualCluster three() {
        for (int i = 0; i < 3; i++) {
            heard.add(new ArrayList<>());
        }
        VirtualCluster cluster =
                VirtualCluster.builder(3).application(this::started).start();
        cluster.awaitLeader(SOON);
        cluster.advanceUntil(() -> cluster.cluster(0).view().members().size() == 3, SOON);
        cluster.advanceUntil(() -> cluster.cluster(2).view().members().size() == 3, SOON);
        cluster.advanceUntil(() -> cluster.cluster(1).view().members().size() == 3, SOON);
        return cluster;
    }

    private void started(int node, Cluster cluster) {
        List<String> log = heard.get(node);
        cluster.messages().on(TASK, message -> log.add(message.text()));
    }

    private static Target node(int number) {
        return Target.host(VirtualCluster.host(number));
    }

    private static Delivery.Outcome outcome(VirtualCluster cluster, CompletionStage<Delivery> sent) {
        CompletableFuture<Delivery> future = sent.toCompletableFuture();
        cluster.advanceUntil(future::isDone, Duration.ofMinutes(2));
        return future.join().first();
    }

    @Test
    void aMessageReachesTheNodeItIsForAndNobodyElse() {
        VirtualCluster cluster = three();

        Delivery.Outcome outcome =
                outcome(cluster, cluster.cluster(0).messages().send(node(1), Message.text(TASK, "deploy")));

        assertThat(outcome.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(outcome.target()).isEqualTo(cluster.cluster(1).self());
        assertThat(heard).containsExactly(List.of(), List.of("deploy"), List.of());
    }

    @Test
    void everybodyAndOnlyTheOthers() {
        VirtualCluster cluster = three();

        Delivery all = join(cluster, cluster.cluster(0).messages().send(Target.all(), Message.text(TASK, "all")));
        Delivery others =
                join(cluster, cluster.cluster(0).messages().send(Target.others(), Message.text(TASK, "others")));

        assertThat(all.isDelivered()).isTrue();
        assertThat(all.outcomes()).hasSize(3);
        assertThat(others.outcomes()).hasSize(2);
        assertThat(heard).containsExactly(List.of("all"), List.of("all", "others"), List.of("all", "others"));
    }

    private static Delivery join(VirtualCluster cluster, CompletionStage<Delivery> sent) {
        CompletableFuture<Delivery> future = sent.toCompletableFuture();
        cluster.advanceUntil(future::isDone, Duration.ofMinutes(2));
        return future.join();
    }

    @Test
    void aNameThatNobodyBearsIsAVerdict() {
        VirtualCluster cluster = three();

        Delivery.Outcome outcome =
                outcome(cluster, cluster.cluster(0).messages().send(Target.named("blue"), Message.text(TASK, "x")));

        assertThat(outcome.verdict()).isEqualTo(Verdict.GONE);
        assertThat(outcome.reason()).isEqualTo("no member is named 'blue'");
        assertThat(heard).allMatch(List::isEmpty);
    }

    @Test
    void aReservedMessageThatNobodyHandlesIsNotForWhoTakesAllOthers() {
        VirtualCluster cluster = three();
        cluster.cluster(1).messages().onOthers(message -> heard.get(1).add("other " + message.type()));
        Message reserved = ReservedMessages.bytes(ReservedMessages.SLOTS, new byte[0]);

        assertThat(outcome(cluster, cluster.cluster(0).messages().send(node(1), reserved))
                        .verdict())
                .isEqualTo(Verdict.REFUSED);
        outcome(cluster, cluster.cluster(0).messages().send(node(1), Message.text(TASK + 1, "x")));
        assertThat(heard.get(1)).containsExactly("other " + (TASK + 1));
    }

    @Test
    void orderHoldsOnALane() {
        VirtualCluster cluster = three();
        List<CompletableFuture<Delivery>> sent = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            expected.add("m" + i);
            sent.add(cluster.cluster(0)
                    .messages()
                    .send(node(2), Message.text(TASK, "m" + i))
                    .toCompletableFuture());
        }

        cluster.advanceUntil(() -> sent.stream().allMatch(CompletableFuture::isDone), SOON);

        assertThat(sent).allMatch(each -> each.join().isDelivered());
        assertThat(heard.get(2)).isEqualTo(expected);
    }

    @Test
    void aLongMessageArrivesWholeAndDoesNotHoldUpAShortOne() {
        VirtualCluster cluster = three();
        byte[] body = new byte[16 << 20];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) ((i * 31) >> 7);
        }
        List<byte[]> got = new ArrayList<>();
        cluster.cluster(1).messages().on(12, message -> got.add(message.bytes()));
        Lane lane = cluster.cluster(0).messages().openLane(LaneSettings.DEFAULT);
        CompletionStage<Delivery> longOne = lane.send(node(1), Message.bytes(12, body));

        Delivery.Outcome shortOne =
                outcome(cluster, cluster.cluster(0).messages().send(node(1), Message.text(TASK, "short")));

        assertThat(shortOne.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(got).isEmpty();
        assertThat(outcome(cluster, longOne).verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(got).hasSize(1);
        assertThat(got.get(0)).isEqualTo(body);
    }

    @Test
    void whatAHandlerThrowsIsTheVerdict() {
        VirtualCluster cluster = three();
        cluster.cluster(1).messages().on(12, message -> {
            throw new IllegalStateException("disk full");
        });

        Delivery.Outcome failed = outcome(cluster, cluster.cluster(0).messages().send(node(1), Message.text(12, "x")));
        Delivery.Outcome unhandled =
                outcome(cluster, cluster.cluster(0).messages().send(node(1), Message.text(13, "x")));

        assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(failed.reason()).contains("disk full");
        assertThat(unhandled.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(unhandled.reason()).contains("type 13");
    }

    @Test
    void anExecutorThatTakesNoTasksCostsItsOwnMessagesAndNoOthers() {
        VirtualCluster cluster = three();
        cluster.cluster(1).messages().on(12, message -> {}, task -> {
            throw new RejectedExecutionException("shut down");
        });

        CompletionStage<Delivery> first = cluster.cluster(0).messages().send(node(1), Message.text(12, "x"));
        CompletionStage<Delivery> second = cluster.cluster(0).messages().send(node(1), Message.text(12, "y"));
        CompletionStage<Delivery> third = cluster.cluster(0).messages().send(node(1), Message.text(TASK, "z"));

        assertThat(outcome(cluster, first).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcome(cluster, second).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(outcome(cluster, third).verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(heard.get(1)).containsExactly("z");
    }

    @Test
    void aRequestBringsAReplyNowOrLater() {
        VirtualCluster cluster = three();
        CompletableFuture<Message> later = new CompletableFuture<>();
        cluster.cluster(1).messages().onRequest(12, message -> later);
        cluster.cluster(1)
                .messages()
                .onRequest(13, message -> CompletableFuture.completedFuture(Message.text(20, message.text() + "!")));

        CompletableFuture<ClusterMessage> slow = cluster.cluster(0)
                .messages()
                .request(node(1), Message.text(12, "?"), Duration.ofMinutes(1))
                .toCompletableFuture();
        CompletableFuture<ClusterMessage> quick = cluster.cluster(0)
                .messages()
                .request(node(1), Message.text(13, "yes"), Duration.ofMinutes(1))
                .toCompletableFuture();

        cluster.advanceUntil(quick::isDone, SOON);
        assertThat(quick.join().text()).isEqualTo("yes!");
        assertThat(slow).isNotDone();
        later.complete(Message.text(20, "at last"));
        cluster.advanceUntil(slow::isDone, SOON);
        assertThat(slow.join().text()).isEqualTo("at last");
        assertThat(slow.join().from()).isEqualTo(VirtualCluster.host(1));
    }

    @Test
    void aReplyFindsRoomWhereMessagesToWhoAskedHaveFilledTheirs() {
        VirtualCluster cluster = three();
        cluster.cluster(0).messages().on(TASK + 1, message -> {}, neverRun -> {});
        cluster.cluster(1)
                .messages()
                .onRequest(TASK + 2, message -> CompletableFuture.completedStage(message.content()));
        Message large = Message.bytes(TASK + 1, new byte[1 << 20]);
        CompletableFuture<Delivery> sent;
        do {
            sent = cluster.cluster(1).messages().send(node(0), large).toCompletableFuture();
        } while (!sent.isDone());

        CompletableFuture<ClusterMessage> reply = cluster.cluster(0)
                .messages()
                .request(node(1), Message.text(TASK + 2, "?"), Duration.ofMinutes(1))
                .toCompletableFuture();
        cluster.advanceUntil(reply::isDone, SOON);

        assertThat(sent.join().first().verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(reply.join().text()).isEqualTo("?");
    }

    @Test
    void aRequestWithoutAReplyEndsAtItsDeadline() {
        VirtualCluster cluster = three();
        cluster.cluster(1).messages().onRequest(12, message -> new CompletableFuture<>());

        CompletableFuture<ClusterMessage> reply = cluster.cluster(0)
                .messages()
                .request(node(1), Message.text(12, "?"), Duration.ofSeconds(2))
                .toCompletableFuture();
        cluster.advanceUntil(reply::isDone, SOON);

        assertThatThrownBy(reply::join).hasCauseInstanceOf(RequestFailedException.class);
    }

    @Test
    void messagesToTheLeaderWaitWhileThereIsNoneAndGoToTheNext() {
        VirtualCluster cluster = three();
        int leader = cluster.awaitLeader(SOON);
        int sender = (leader + 1) % 3;
        cluster.crash(leader);
        cluster.advanceUntil(
                () -> cluster.cluster(sender).view().currentLeader().isEmpty(), SOON);
        CompletionStage<Delivery> first =
                cluster.cluster(sender).messages().send(Target.leader(), Message.text(TASK, "first"));
        CompletionStage<Delivery> second =
                cluster.cluster(sender).messages().send(Target.leader(), Message.text(TASK, "second"));

        assertThat(outcome(cluster, first).verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(outcome(cluster, second).verdict()).isEqualTo(Verdict.DELIVERED);
        int heir = cluster.awaitLeader(SOON);
        assertThat(heard.get(heir)).containsExactly("first", "second");
    }

    @Test
    void whatWasTransmittedToANodeThatDiedIsUnknownAndWhatWasNotIsGone() {
        VirtualCluster cluster = three();
        int leader = cluster.awaitLeader(SOON);
        int dead = (leader + 1) % 3;
        cluster.cut(leader, dead);
        cluster.cut((leader + 2) % 3, dead);
        CompletionStage<Delivery> sent = cluster.cluster(leader).messages().send(node(dead), Message.text(TASK, "x"));
        cluster.advance(Duration.ofMillis(300));
        cluster.crash(dead);

        Delivery.Outcome outcome = outcome(cluster, sent);

        assertThat(outcome.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(heard.get(dead)).isEmpty();
        assertThat(outcome(cluster, cluster.cluster(leader).messages().send(node(dead), Message.text(TASK, "y")))
                        .verdict())
                .isEqualTo(Verdict.GONE);
    }

    @Test
    void aNodeThatIsReachedThroughAnotherGetsItsMessages() {
        VirtualCluster cluster = three();
        int leader = cluster.awaitLeader(SOON);
        int one = (leader + 1) % 3;
        int other = (leader + 2) % 3;
        cluster.cut(one, other);

        Delivery.Outcome outcome =
                outcome(cluster, cluster.cluster(one).messages().send(node(other), Message.text(TASK, "around")));

        assertThat(outcome.verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(heard.get(other)).containsExactly("around");
    }

    @Test
    void whatIsNotHandledInTimeExpires() {
        VirtualCluster cluster = three();
        int leader = cluster.awaitLeader(SOON);
        int paused = (leader + 1) % 3;
        Lane lane =
                cluster.cluster(leader).messages().openLane(LaneSettings.DEFAULT.timeToLive(Duration.ofMillis(500)));
        outcome(cluster, lane.send(node(paused), Message.text(TASK, "early")));
        cluster.pause(paused);
        CompletionStage<Delivery> sent = lane.send(node(paused), Message.text(TASK, "late"));
        cluster.advance(Duration.ofSeconds(1));
        cluster.resume(paused);

        assertThat(outcome(cluster, sent).verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(heard.get(paused)).containsExactly("early");
    }

    @Test
    void whatIsForThisNodeIfItLeadsIsRefusedWhenItDoesNotAnyMore() {
        VirtualCluster cluster = three();
        int leader = cluster.awaitLeader(SOON);
        List<Runnable> held = new ArrayList<>();
        cluster.cluster(leader).messages().on(12, message -> heard.get(leader).add(message.text()), held::add);
        CompletionStage<Delivery> sent =
                cluster.cluster(leader).messages().send(Target.selfIfLeading(), Message.text(12, "x"));

        cluster.cluster(leader).handOver();
        cluster.advanceUntil(() -> !cluster.cluster(leader).isLeader(), SOON);
        List.copyOf(held).forEach(Runnable::run);

        assertThat(outcome(cluster, sent).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(heard).allMatch(List::isEmpty);
    }

    @Test
    void onALaneWithoutOrderAMessageDoesNotWaitForABusyExecutor() {
        VirtualCluster cluster = three();
        List<Runnable> held = new ArrayList<>();
        cluster.cluster(1).messages().on(12, message -> heard.get(1).add(message.text()), held::add);
        Lane lane = cluster.cluster(0).messages().openLane(LaneSettings.DEFAULT.ordered(false));
        CompletionStage<Delivery> busy = lane.send(node(1), Message.text(12, "busy"));

        assertThat(outcome(cluster, lane.send(node(1), Message.text(TASK, "free")))
                        .verdict())
                .isEqualTo(Verdict.DELIVERED);
        assertThat(heard.get(1)).containsExactly("free");
        assertThat(held).hasSize(1);
        held.get(0).run();
        assertThat(outcome(cluster, busy).verdict()).isEqualTo(Verdict.DELIVERED);
    }

    @Test
    void whatATargetThatCameBackIsSentDoesNotOvertakeWhatItsHandlersStillHave() {
        VirtualCluster cluster = three();
        List<Runnable> held = new ArrayList<>();
        cluster.cluster(1).messages().on(12, message -> heard.get(1).add(message.text()), held::add);
        CompletionStage<Delivery> old = cluster.cluster(0).messages().send(node(1), Message.text(12, "old"));
        cluster.advance(Duration.ofMillis(500));
        cluster.split(1);
        cluster.advanceUntil(() -> cluster.cluster(0).view().members().size() == 2, SOON);
        cluster.heal();
        cluster.advanceUntil(() -> cluster.cluster(0).view().members().size() == 3, Duration.ofMinutes(1));
        cluster.cluster(0).messages().send(node(1), Message.text(TASK, "new"));
        cluster.advance(Duration.ofSeconds(1));

        assertThat(outcome(cluster, old).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(heard.get(1)).isEmpty();
        held.get(0).run();
        cluster.advance(Duration.ofSeconds(1));
        assertThat(heard.get(1))
                .as("what its sender counts no more is not handled")
                .containsExactly("new");
    }
}
