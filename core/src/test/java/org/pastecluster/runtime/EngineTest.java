package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pastecluster.runtime.Bench.OTHER;
import static org.pastecluster.runtime.Bench.SELF;
import static org.pastecluster.runtime.Bench.call;
import static org.pastecluster.runtime.Bench.reply;
import static org.pastecluster.runtime.Bench.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.Delivery;
import org.pastecluster.HistoryEntry;
import org.pastecluster.HistoryKind;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.Target;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;

class EngineTest {

    @Test
    void theFirstInputIsTheStart() {
        Bench bench = new Bench();

        bench.cluster.start();
        bench.cluster.scan();
        bench.scheduling.runAll();

        assertThat(bench.protocol.inputs())
                .containsExactly(new Input.Started(bench.time.wallMillis(), 7), new Input.ScanRequested());
    }

    @Test
    void whatTheTransportThrowsAtTheStartComesOut() {
        Bench bench = new Bench();
        bench.transport.throwFromNowOn(new IllegalStateException("port in use"));

        assertThatThrownBy(bench.cluster::start).hasMessage("port in use");
    }

    @Test
    void anAnsweredCallComesBackThroughTheMailboxOnce() {
        Bench bench = Bench.started();
        bench.say(call(5));
        HeldTransport.HeldCall held = bench.transport.calls().get(0);

        Frame answer = reply();
        held.outcome().replied(answer);
        held.outcome().failed(CallFailure.SILENT, "late");
        assertThat(bench.inputs(Input.Replied.class)).isEmpty();
        bench.scheduling.runAll();

        assertThat(held.host()).isEqualTo(OTHER.host());
        assertThat(held.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(bench.inputs(Input.Replied.class)).containsExactly(new Input.Replied(5, answer));
        assertThat(bench.inputs(Input.Failed.class)).isEmpty();
    }

    @Test
    void aFailedCallSaysWhatWasFound() {
        Bench bench = Bench.started();
        bench.say(call(6));

        bench.transport.calls().get(0).outcome().failed(CallFailure.REFUSED, "nobody there");
        bench.scheduling.runAll();

        assertThat(bench.inputs(Input.Failed.class))
                .containsExactly(new Input.Failed(6, CallFailure.REFUSED, "nobody there"));
    }

    @Test
    void aTransportThatThrowsIsSilence() {
        Bench bench = Bench.started();
        bench.transport.throwFromNowOn(new IllegalStateException("broken"));

        bench.say(call(6));

        assertThat(bench.inputs(Input.Failed.class))
                .singleElement()
                .extracting(Input.Failed::failure)
                .isEqualTo(CallFailure.SILENT);
        assertThat(bench.events(ClusterEvent.Stopped.class)).isEmpty();
    }

    @Test
    void aCallTooManyFailsAndTheOthersKeepTheirPlace() {
        Bench bench = Bench.started();
        List<Output> calls = new ArrayList<>();
        for (long i = 0; i <= Exchanges.OPEN; i++) {
            calls.add(call(i));
        }

        bench.say(calls.toArray(Output[]::new));

        assertThat(bench.transport.calls()).hasSize(Exchanges.OPEN);
        assertThat(bench.inputs(Input.Failed.class))
                .singleElement()
                .extracting(Input.Failed::exchange)
                .isEqualTo((long) Exchanges.OPEN);

        bench.transport.calls().forEach(held -> held.outcome().failed(CallFailure.SILENT, ""));
        bench.scheduling.runAll();
        bench.say(call(9999));

        assertThat(bench.transport.calls()).hasSize(Exchanges.OPEN + 1);
    }

    @Test
    void aRequestIsAnsweredInItsStepOrLater() {
        Bench bench = Bench.started();
        List<Frame> atOnce = new ArrayList<>();
        List<Frame> later = new ArrayList<>();
        Frame first = reply();
        bench.protocol.script((input, now) -> input instanceof Input.Received received && received.call() == 1
                ? List.of(new Output.Answer(1, first))
                : List.of());

        assertThat(bench.receive(atOnce)).isTrue();
        assertThat(bench.receive(later)).isTrue();
        bench.scheduling.runAll();

        assertThat(atOnce).containsExactly(first);
        assertThat(later).isEmpty();

        Frame second = reply();
        bench.say(new Output.Answer(2, second), new Output.Answer(2, second));

        assertThat(later).containsExactly(second);
    }

    @Test
    void requestsAreTurnedAwayWhileTooManyWait() {
        Bench bench = Bench.started();
        for (int i = 0; i < Requests.WAITING; i++) {
            assertThat(bench.receive(new ArrayList<>())).isTrue();
        }

        assertThat(bench.receive(new ArrayList<>())).isFalse();
        bench.transport.receiver().closed("http://two");
        assertThat(bench.scheduling.waiting()).isEqualTo(Requests.WAITING);

        bench.scheduling.runAll();
        assertThat(bench.receive(new ArrayList<>())).isTrue();
        bench.transport.receiver().closed("http://two");
        bench.scheduling.runAll();
        assertThat(bench.inputs(Input.LinkClosed.class)).containsExactly(new Input.LinkClosed("http://two"));
    }

    @Test
    void outcomesFindRoomInAFullMailbox() {
        Bench bench = Bench.started();
        bench.say(call(1));
        while (bench.receive(new ArrayList<>())) {
            assertThat(bench.scheduling.waiting()).isLessThanOrEqualTo(Requests.WAITING);
        }

        bench.transport.calls().get(0).outcome().replied(reply());
        bench.scheduling.runAll();

        assertThat(bench.inputs(Input.Replied.class)).hasSize(1);
    }

    @Test
    void theOldestOfTooManyUnansweredRequestsIsGivenUp() {
        Bench bench = Bench.started();
        List<Frame> oldest = new ArrayList<>();
        List<Frame> second = new ArrayList<>();
        bench.receive(oldest);
        bench.receive(second);
        bench.scheduling.runAll();
        for (int i = 1; i < Requests.UNANSWERED; i++) {
            bench.receive(new ArrayList<>());
            bench.scheduling.runAll();
        }

        bench.say(new Output.Answer(1, reply()), new Output.Answer(2, reply()));

        assertThat(oldest).isEmpty();
        assertThat(second).hasSize(1);
    }

    @Test
    void theApplicationIsToldWhenItAsksTooMuch() {
        Bench bench = Bench.started();
        for (int i = 0; i < Engine.COMMANDS; i++) {
            bench.cluster.scan();
        }

        assertThatThrownBy(bench.cluster::scan)
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("256");

        bench.scheduling.runAll();
        bench.cluster.scan();
        bench.scheduling.runAll();
        assertThat(bench.inputs(Input.ScanRequested.class)).hasSize(Engine.COMMANDS + 1);
    }

    @Test
    void everyRequestOfTheApplicationReachesTheProtocol() {
        Bench bench = Bench.started();
        NodeAddress three = NodeAddress.of("http://three");

        bench.cluster.addNode(three);
        bench.cluster.register(three);
        bench.cluster.scan();
        bench.cluster.remove("http://TWO:80/");
        bench.cluster.handOver();
        bench.cluster.leave();
        bench.scheduling.runAll();

        assertThat(bench.protocol.inputs().subList(1, 7))
                .containsExactly(
                        new Input.NodeAdded(three),
                        new Input.Registered(three),
                        new Input.ScanRequested(),
                        new Input.RemovalRequested("http://two"),
                        new Input.HandOverRequested(),
                        new Input.LeaveRequested());
    }

    @Test
    void theProtocolIsWokenWhenItWants() {
        Bench bench = new Bench();
        bench.protocol.wakeUpAt(bench.time.nanos() + Duration.ofMillis(300).toNanos());
        bench.cluster.start();

        bench.scheduling.advance(Duration.ofMillis(299));
        assertThat(bench.inputs(Input.Woken.class)).isEmpty();
        bench.scheduling.advance(Duration.ofMillis(1));
        assertThat(bench.inputs(Input.Woken.class)).hasSize(1);
    }

    @Test
    void aWakeUpThatWasPutOffCausesNoStep() {
        Bench bench = new Bench();
        long start = bench.time.nanos();
        bench.protocol.wakeUpAt(start + Duration.ofMillis(300).toNanos());
        bench.cluster.start();
        bench.scheduling.runAll();

        bench.protocol.wakeUpAt(start + Duration.ofMillis(500).toNanos());
        bench.scheduling.advance(Duration.ofMillis(499));
        assertThat(bench.inputs(Input.Woken.class)).isEmpty();
        bench.scheduling.advance(Duration.ofMillis(1));
        assertThat(bench.inputs(Input.Woken.class)).hasSize(1);
    }

    @Test
    void anEarlierWakeUpReplacesALaterOne() {
        Bench bench = new Bench();
        long start = bench.time.nanos();
        bench.protocol.wakeUpAt(start + Duration.ofMillis(300).toNanos());
        bench.cluster.start();
        bench.scheduling.runAll();

        bench.protocol.wakeUpAt(start + Duration.ofMillis(100).toNanos());
        bench.cluster.scan();
        bench.scheduling.advance(Duration.ofMillis(100));

        assertThat(bench.inputs(Input.Woken.class)).hasSize(1);
    }

    @Test
    void aProtocolThatAlwaysWantsToBeWokenRunsAThousandTimesASecondAtMost() {
        Bench bench = new Bench();
        bench.protocol.script((input, now) -> {
            bench.protocol.wakeUpAt(now);
            return List.of();
        });
        bench.cluster.start();

        bench.scheduling.advance(Duration.ofMillis(100));

        assertThat(bench.scheduling.wakeUps()).isBetween(90, 102);
    }

    @Test
    void aJumpOfTheWallClockIsToldFirst() {
        Bench bench = Bench.started();
        bench.time.jumpWallClock(Duration.ofSeconds(20));

        bench.cluster.scan();
        bench.cluster.scan();
        bench.scheduling.runAll();

        assertThat(bench.protocol.inputs().subList(1, 4))
                .containsExactly(new Input.ClockJumped(), new Input.ScanRequested(), new Input.ScanRequested());
    }

    @Test
    void notesBecomeHistoryWithTheTime() {
        Bench bench = Bench.started();

        bench.say(new Output.Noted(HistoryKind.SUSPECTED, 4, OTHER, "silent for 2 s"));

        assertThat(bench.cluster.history())
                .containsExactly(new HistoryEntry(
                        Instant.ofEpochMilli(bench.time.wallMillis()),
                        HistoryKind.SUSPECTED,
                        OptionalLong.of(4),
                        OTHER,
                        "silent for 2 s"));
    }

    @Test
    void newsReachListenersInTheOrderOfTheOutputs() {
        Bench bench = Bench.started();

        bench.say(
                new Output.Joined(OTHER),
                new Output.ViewChanged(view(Role.FOLLOWING, 4, OTHER)),
                new Output.Left(OTHER, "silent"),
                new Output.ViewChanged(view(Role.ASKING, 4, null)));

        assertThat(bench.events)
                .containsExactly(
                        new ClusterEvent.MemberJoined(OTHER),
                        new ClusterEvent.ViewChanged(view(Role.FOLLOWING, 4, OTHER)),
                        new ClusterEvent.LeaderChanged(view(Role.FOLLOWING, 4, OTHER)),
                        new ClusterEvent.MemberLeft(OTHER, "silent"),
                        new ClusterEvent.ViewChanged(view(Role.ASKING, 4, null)),
                        new ClusterEvent.LeaderChanged(view(Role.ASKING, 4, null)));
    }

    @Test
    void aMessageToItselfIsTakenBeforeTheFirstView() {
        Bench bench = Bench.started();

        CompletionStage<Delivery> sent =
                bench.cluster.messages().send(Target.host(SELF.host()), Message.text(11, "remember"));

        assertThat(sent.toCompletableFuture()).isNotDone();
        bench.cluster.messages().on(11, message -> {});
        bench.say(new Output.ViewChanged(view(Role.FOLLOWING, 4, OTHER)));
        assertThat(sent.toCompletableFuture()).isCompletedWithValueMatching(Delivery::isDelivered);
    }

    @Test
    void messagesOfNeighboursReachHandlersUntilTheNodeStops() {
        Bench bench = Bench.started();
        List<ClusterMessage> heard = new ArrayList<>();
        ClusterMessage message = new ClusterMessage("http://two", 0, Message.text(11, "{}"), 0);
        assertThat(bench.transport.receiver().deliver(message))
                .as("nobody handles it")
                .isFalse();
        bench.cluster.messages().on(11, heard::add);

        assertThat(bench.transport.receiver().deliver(message)).isTrue();
        bench.say(new Output.Stopped(null));

        assertThat(bench.transport.receiver().deliver(message)).isFalse();
        assertThat(heard).containsExactly(message);
    }

    @Test
    void aProtocolThatThrowsStopsTheNodeAndNothingElse() {
        Bench bench = Bench.started();
        bench.lead(3);
        var leadership = bench.cluster.leadership().orElseThrow();
        bench.protocol.script((input, now) -> {
            throw new IllegalStateException("the view has no leader");
        });

        bench.cluster.scan();
        bench.scheduling.runAll();

        assertThat(leadership.isValid()).isFalse();
        assertThat(bench.cluster.isLeader()).isFalse();
        assertThat(bench.cluster.view().role()).isEqualTo(Role.STOPPED);
        assertThat(bench.events(ClusterEvent.LeadershipLost.class)).hasSize(1);
        assertThat(bench.events.get(bench.events.size() - 1))
                .isInstanceOfSatisfying(ClusterEvent.Stopped.class, stopped -> {
                    assertThat(stopped.failed()).isTrue();
                    assertThat(stopped.reason()).contains("the view has no leader");
                });
        assertThat(bench.cluster.health().isUp()).isFalse();
        assertThat(bench.cluster.health().reasons()).first().asString().contains("the view has no leader");
        assertThat(bench.transport.isClosed()).isTrue();
        assertThat(bench.scheduling.isClosed()).isTrue();
        assertThatThrownBy(bench.cluster::scan).isInstanceOf(ClusterUnavailableException.class);
    }

    @Test
    void anOutputAfterTheLastIsNotCarriedOut() {
        Bench bench = Bench.started();

        bench.say(new Output.Stopped(null), new Output.Acquired(3, 3 << 16, bench.leaseFromNow()), call(1));

        assertThat(bench.cluster.isLeader()).isFalse();
        assertThat(bench.transport.calls()).isEmpty();
        assertThat(bench.receive(new ArrayList<>())).isFalse();
        assertThat(bench.cluster.self()).isEqualTo(SELF);
    }

    @Test
    void aNodeThatWasAskedToLeaveSaysSo() {
        Bench bench = Bench.started();
        var left = bench.cluster.leave().toCompletableFuture();
        bench.protocol.script((input, now) -> List.of(new Output.Stopped(null)));
        assertThat(left).isNotDone();

        bench.scheduling.runAll();

        assertThat(left).isCompleted();
        assertThat(bench.cluster.leave().toCompletableFuture()).isCompleted();
        assertThat(bench.events(ClusterEvent.Stopped.class))
                .singleElement()
                .extracting(ClusterEvent.Stopped::failed)
                .isEqualTo(false);
    }
}
