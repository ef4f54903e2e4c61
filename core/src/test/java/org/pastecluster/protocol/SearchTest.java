package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.protocol.Stage.B;
import static org.pastecluster.protocol.Stage.C;
import static org.pastecluster.protocol.Stage.LEADER;
import static org.pastecluster.protocol.Stage.OLD;
import static org.pastecluster.protocol.Stage.SELF;
import static org.pastecluster.protocol.Stage.yes;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/** A follower, or a leader, knows of hosts that are no members. */
class SearchTest {

    private static final Class<Request.Join> JOIN = Request.Join.class;

    private final Stage stage = Stage.following();

    @Test
    void aFollowerTellsItsLeaderOnceWhomToLookFor() {
        leaves();

        follow(7);

        assertThat(stage.call(OLD.host(), JOIN).frame().body()).isEqualTo(new Request.Join(List.of(C.host())));
    }

    @Test
    void whatTheLeaderMayNotHaveHeardIsToldAgain() {
        leaves();
        follow(4);

        stage.fail(OLD.host(), JOIN, CallFailure.SILENT);
        follow(4);

        assertThat(stage.calls(OLD.host(), JOIN)).hasSize(1);
    }

    @Test
    void aLeaderAsksAtOnceForWhomItHearsOf() {
        LeaderRef self = lead();

        stage.asks(B, self, new Request.Join(List.of("http://far", B.host(), SELF.host())));

        assertThat(stage.calls("http://far", Request.Ask.class)).hasSize(1);
        assertThat(stage.calls(B.host(), Request.Ask.class)).isEmpty();
        assertThat(stage.calls(SELF.host(), Request.Ask.class)).isEmpty();
    }

    @Test
    void oneRequestMakesALeaderAskSixtyFourHostsAtMost() {
        LeaderRef self = lead();
        List<String> many =
                IntStream.range(0, 1_000).mapToObj(i -> "http://far" + i).toList();

        stage.asks(B, self, new Request.Join(many));

        assertThat(many.stream()
                        .filter(host -> !stage.calls(host, Request.Ask.class).isEmpty()))
                .hasSize(64);
    }

    /** The leader takes {@code c} out. */
    private void leaves() {
        stage.asks(
                OLD,
                LEADER,
                new Request.Publish(new ViewUpdate(
                        LEADER, new ViewId(LEADER.number(), 1), 2, List.of(), List.of(C), null, List.of())));
        assertThat(stage.view().members()).doesNotContain(C);
    }

    private void follow(int seconds) {
        for (int second = 0; second < seconds; second++) {
            stage.pass(1_000).leaderCalls();
        }
    }

    private LeaderRef lead() {
        stage.asks(OLD, null, new Request.Resign(LEADER, SELF.host(), null, true));
        long number = ((Request.Compete)
                        stage.call(B.host(), Request.Compete.class).frame().body())
                .claim()
                .number();
        Reply yes = yes();
        stage.fail(OLD.host(), Request.Compete.class, CallFailure.REFUSED);
        stage.answer(B, Request.Compete.class, null, yes);
        stage.answer(C, Request.Compete.class, null, yes);
        assertThat(stage.leads()).isTrue();
        return new LeaderRef(SELF, number);
    }
}
