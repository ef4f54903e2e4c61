package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.runtime.Bench.OTHER;
import static org.pastecluster.runtime.Bench.call;
import static org.pastecluster.runtime.Bench.reply;
import static org.pastecluster.runtime.Bench.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterHealth.Finding;
import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.HistoryKind;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.protocol.Output;

class HealthTest {

    private final Bench bench = Bench.started();

    private List<Kind> kinds() {
        return bench.cluster.health().findings().stream().map(Finding::kind).toList();
    }

    private void follow() {
        bench.say(new Output.ViewChanged(view(Role.FOLLOWING, 2, OTHER)));
    }

    @Test
    void aNodeThatKnowsALeaderIsUp() {
        follow();

        assertThat(bench.cluster.health())
                .isEqualTo(new ClusterHealth(
                        ClusterHealth.Status.UP, List.of(), Instant.ofEpochMilli(bench.time.wallMillis())));
    }

    @Test
    void aNodeWithoutALeaderIsDownAfterTwoLeases() {
        assertThat(bench.cluster.health().isUp()).isTrue();
        bench.time.advance(Duration.ofSeconds(6));
        assertThat(bench.cluster.health().isUp()).isTrue();

        bench.time.advance(Duration.ofMillis(1));

        assertThat(bench.cluster.health().isUp()).isFalse();
        assertThat(bench.cluster.health().reasons()).containsExactly("No leader has been known for 6001 ms.");
        assertThat(kinds()).containsExactly(Kind.NOT_JOINED);
    }

    @Test
    void theTimeWithoutALeaderBeginsAnewWhenItIsLost() {
        follow();
        bench.time.advance(Duration.ofMinutes(1));

        bench.say(new Output.ViewChanged(view(Role.ASKING, 2, null)));
        bench.time.advance(Duration.ofMillis(10));

        assertThat(bench.cluster.health().isUp()).isTrue();
        assertThat(bench.cluster.health().reasons()).containsExactly("No leader has been known for 10 ms.");
        assertThat(kinds()).containsExactly(Kind.NO_LEADER);
    }

    @Test
    void aNodeWithoutALeaderSaysWhyAsFarAsThatWasNoted() {
        bench.say(new Output.Noted(
                HistoryKind.CLAIM, 0, Bench.SELF, "withdrawn: only 1 of at least 2 members can be reached"));

        assertThat(bench.cluster.health().reasons())
                .containsExactly(
                        "No leader has been known for 0 ms; last: withdrawn: only 1 of at least 2 members can be"
                                + " reached.");
    }

    private void callFails(CallFailure failure, String detail) {
        bench.say(call(1));
        bench.transport
                .calls()
                .get(bench.transport.calls().size() - 1)
                .outcome()
                .failed(failure, detail);
        bench.scheduling.runAll();
    }

    @Test
    void whoIsTurnedAwayBeforeItKnowsALeaderIsDownAndSaysWhy() {
        String sentence = "The node http://two turns this one away: the secrets differ.";

        callFails(CallFailure.REJECTED, sentence);

        assertThat(bench.cluster.health().isUp()).isFalse();
        assertThat(bench.cluster.health().reasons()).contains(sentence);
        assertThat(kinds()).containsExactly(Kind.NOT_JOINED, Kind.TURNED_AWAY);

        follow();
        assertThat(bench.cluster.health().isUp()).isTrue();
        assertThat(bench.cluster.health().reasons()).containsExactly(sentence);
    }

    @Test
    void aStrangerInANodesPlaceIsToldUntilTheNodeAnswers() {
        follow();
        String sentence = "A proxy answered 403 on POST /api/cluster/ask at http://two.";

        callFails(CallFailure.FOREIGN, sentence);
        callFails(CallFailure.SILENT, "no answer in time");
        assertThat(bench.cluster.health().isUp()).isTrue();
        assertThat(bench.cluster.health().reasons()).containsExactly(sentence);
        assertThat(kinds()).containsExactly(Kind.STRANGER);

        bench.say(call(2));
        bench.transport.calls().get(2).outcome().replied(reply());
        bench.scheduling.runAll();
        assertThat(bench.cluster.health().reasons()).isEmpty();
    }

    @Test
    void aStrangerThatWentAwayIsToldNoMore() {
        follow();
        callFails(CallFailure.FOREIGN, "");
        assertThat(bench.cluster.health().reasons())
                .containsExactly("What answers at http://two is no node of this cluster; check the address.");

        callFails(CallFailure.REFUSED, "nobody there");

        assertThat(bench.cluster.health().reasons()).isEmpty();
    }

    @Test
    void aLoopThatDoesNotRunIsDown() {
        follow();
        Instant lastRun = bench.cluster.health().lastRun();
        bench.protocol.wakeUpAt(bench.time.nanos() + Duration.ofSeconds(1).toNanos());
        bench.say();

        bench.time.advance(Duration.ofSeconds(4));
        assertThat(bench.cluster.health().isUp()).isTrue();
        bench.time.advance(Duration.ofMillis(1));

        assertThat(bench.cluster.health().isUp()).isFalse();
        assertThat(bench.cluster.health().reasons()).first().asString().contains("3001 ms late");
        assertThat(bench.cluster.health().has(Kind.LOOP_LATE)).isTrue();
        assertThat(bench.cluster.health().lastRun()).isEqualTo(lastRun);

        bench.scheduling.runAll();
        assertThat(bench.cluster.health().isUp()).isTrue();
    }

    @Test
    void aNodeThatLeftIsDownAndSaysThatItWasAsked() {
        bench.say(new Output.Stopped(null));

        assertThat(bench.cluster.health().isUp()).isFalse();
        assertThat(bench.cluster.health().reasons()).containsExactly("This node has stopped. It was asked to leave.");
        assertThat(kinds()).containsExactly(Kind.STOPPED);
    }

    @Test
    void aNodeThatHadToStopFailed() {
        bench.say(new Output.Stopped("Another process answers at http://one."));

        assertThat(kinds()).containsExactly(Kind.FAILED);
    }
}
