package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.protocol.Stage.B;
import static org.pastecluster.protocol.Stage.C;
import static org.pastecluster.protocol.Stage.LEADER;
import static org.pastecluster.protocol.Stage.OLD;
import static org.pastecluster.protocol.Stage.SELF;
import static org.pastecluster.protocol.Stage.claim;
import static org.pastecluster.protocol.Stage.grant;
import static org.pastecluster.protocol.Stage.member;
import static org.pastecluster.protocol.Stage.yes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/** {@code b} has succeeded {@code old} a moment ago, and hands over to {@code c}, who asks for support: is {@code old}'s lease told of? */
class HearsayTest {

    private static final LeaderRef SECOND = new LeaderRef(B, LEADER.number() + 1);

    private final Stage stage = Stage.following();

    @Test
    void aLeaderThatRefusedThisNodeIsNotToldOf() {
        succeeded(CallFailure.REFUSED);

        assertThat(handedOver()).isEqualTo(yes());
    }

    @Test
    void oneThatWasOnlySilentMayHaveBeenAcknowledgedSince() {
        succeeded(CallFailure.SILENT);

        assertThat(handedOver()).isEqualTo(yes(grant(LEADER, 2_903), grant(LEADER, 3_900)));
    }

    @Test
    void oneThatSomebodyFollowedAfterItsRefusalIsToldOf() {
        succeeded(CallFailure.REFUSED);
        stage.asks(member("http://d", 4), LEADER, new Request.Heartbeat());

        assertThat(handedOver()).isEqualTo(yes(grant(LEADER, 4_000)));
    }

    @Test
    void oneWhoseRefusalProvesNothingByTheSettingsIsToldOf() {
        Stage doubting = Stage.following(settings -> settings.trustRefusal(false));
        succeeded(doubting, CallFailure.REFUSED);

        assertThat(handedOver(doubting)).isNotEqualTo(yes());
    }

    private void succeeded(CallFailure failure) {
        succeeded(stage, failure);
    }

    private Reply handedOver() {
        return handedOver(stage);
    }

    private static void succeeded(Stage stage, CallFailure failure) {
        stage.pass(100).claims(B, SECOND.number(), LeaderFate.GONE);
        stage.fail(OLD.host(), Request.Ask.class, failure);
        ViewUpdate whole = new ViewUpdate(SECOND, ViewId.NONE, 1, List.of(SELF, B, C), List.of(), null, List.of());
        stage.asks(B, SECOND, new Request.Publish(whole));
        assertThat(stage.view().leader()).isEqualTo(B);
    }

    private static Reply handedOver(Stage stage) {
        stage.asks(B, null, new Request.Resign(SECOND, C.host(), null, false));
        Claim third = claim(C, SECOND.number() + 1, LeaderFate.RESIGNED).claim();
        return stage.asks(C, null, new Request.Compete(third, SECOND, LeaderFate.RESIGNED));
    }
}
