package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.protocol.Stage.B;
import static org.pastecluster.protocol.Stage.SELF;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Request;

/** Something outside names nodes. */
class FoundNodesTest {

    private static final Class<Request.Ask> ASK = Request.Ask.class;

    @Test
    void aFounderWaitsForTheFirstCompleteAnswer() {
        Stage stage = alone();

        stage.pass(500).found(false).pass(500);
        assertThat(stage.leads()).isFalse();

        stage.found(true).pass(1);
        assertThat(stage.leads()).isTrue();
    }

    @Test
    void itWaitsNoLongerThanItWasTold() {
        Stage stage = alone();

        stage.pass(1_990);
        assertThat(stage.leads()).isFalse();

        stage.pass(20);
        assertThat(stage.leads()).isTrue();
    }

    @Test
    void whoIsNamedIsAskedBeforeAClusterIsFounded() {
        Stage stage = alone();

        stage.found(true, B.host()).pass(1);
        assertThat(stage.calls(B.host(), ASK)).hasSize(1);
        assertThat(stage.leads()).isFalse();

        stage.fail(B.host(), ASK, CallFailure.REFUSED).pass(100);
        stage.fail(B.host(), Request.Compete.class, CallFailure.REFUSED);
        assertThat(stage.leads()).isTrue();
    }

    @Test
    void aNodeThatKnowsALeaderAsksSixtyFourNewOnesAtOnceAtMost() {
        Stage stage = Stage.following();
        String[] many =
                IntStream.range(0, 1_000).mapToObj(i -> "http://far" + i).toArray(String[]::new);

        stage.found(true, many);

        assertThat(many).filteredOn(host -> !stage.calls(host, ASK).isEmpty()).hasSize(Search.AT_ONCE);
    }

    @Test
    void whoIsNamedNoMoreIsRememberedWithinTheBoundAndNotListed() {
        Roster roster = new Roster(List.of(NodeAddress.of("http://always")), 2);
        roster.found(List.of("http://1", "http://2", "http://3", SELF.host()), true, SELF.host(), 5);
        assertThat(roster.listed()).containsExactly("http://always", "http://1", "http://2", "http://3", SELF.host());

        List<String> news = roster.found(List.of("http://1", "http://4"), true, SELF.host(), 6);
        assertThat(news).containsExactly("http://4");
        roster.found(List.of(), true, SELF.host(), 7);

        assertThat(roster.listed()).containsExactly("http://always");
        assertThat(roster.all(SELF.host())).containsExactly("http://always", "http://1", "http://4");
        assertThat(roster.missingSince("http://1", 0)).isEqualTo(7);
    }

    /** Nobody is at its own address but itself. */
    private static Stage alone() {
        Stage stage = Stage.starting(2_000);
        stage.fail(SELF.host(), ASK, CallFailure.REFUSED);
        return stage;
    }
}
