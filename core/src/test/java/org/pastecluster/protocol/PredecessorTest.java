package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.protocol.Stage.B;
import static org.pastecluster.protocol.Stage.C;
import static org.pastecluster.protocol.Stage.LEADER;
import static org.pastecluster.protocol.Stage.OLD;
import static org.pastecluster.protocol.Stage.SELF;
import static org.pastecluster.protocol.Stage.claim;
import static org.pastecluster.protocol.Stage.grant;
import static org.pastecluster.protocol.Stage.leaderLives;
import static org.pastecluster.protocol.Stage.member;
import static org.pastecluster.protocol.Stage.yes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/** What became of the leader that a claim is to succeed, and how long its lease is waited for. */
class PredecessorTest extends ClaimStory {

    @Test
    void aSilentLeaderIsGivenUpAtTheTimeOfVerdictAndTheEndOfItsLeaseIsWaitedFor() {
        claimAgainstSilence();
        round(yes(), yes());

        stage.pass(300);
        assertThat(stage.leads()).isFalse();
        stage.pass(3);
        round(yes(), yes());

        assertThat(stage.leads()).isTrue();
        assertThat(stage.view().members()).containsExactly(SELF, B, C);
    }

    @Test
    void theLongestLeaseOfWhichAnybodyTellsIsWaitedFor() {
        claimAgainstSilence();
        round(yes(), yes(grant(LEADER, 900)));

        stage.pass(899);
        round(yes(), yes());
        assertThat(stage.leads()).isFalse();
        stage.pass(500);
        round(yes(), yes());

        assertThat(stage.leads()).isTrue();
    }

    @Test
    void aLeaderWhoseAddressRefusesIsSucceededAtOnce() {
        refused();
        round(yes(), yes());

        assertThat(stage.leads()).isTrue();
        assertThat(stage.notes()).anyMatch(why -> why.contains("http://old is gone"));
    }

    @Test
    void aLeaderThatHasHadWhatWasSentAfterItsAddressRefusedIsKeptUntilItIsSilent() {
        stage.pass(1_200).leaderCalls().fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);
        stage.leaderCalls().leaderCalls().fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);
        assertThat(stage.view().leader()).isEqualTo(OLD);
        stage.pass(1_200).fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);
        assertThat(stage.view().leader()).isEqualTo(OLD);

        stage.pass(800).fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);

        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
    }

    @Test
    void aCallOfTheLeaderThatWasReadAfterItsAddressRefusedKeepsItUntilItsNextOneIsMissed() {
        stage.pass(1_200).leaderCalls().fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);
        assertThat(stage.view().leader()).isEqualTo(OLD);

        stage.pass(1_100).fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);

        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
    }

    @Test
    void theRefusalOfAnOlderCallSaysNothingOnceANewerOneWasAnswered() {
        List<Output.Call> calls = stage.pass(1_200).pass(500).calls(OLD.host(), Request.Heartbeat.class);
        stage.answer(calls.get(1), OLD, LEADER, new Reply.Update(null));

        stage.fail(calls.get(0), CallFailure.REFUSED);

        assertThat(stage.view().leader()).isEqualTo(OLD);
    }

    @Test
    void anAnswerThatWasOnItsWayWhenTheLeaderDiedDoesNotEndTheClaim() {
        Output.Call early = stage.pass(1_200).call(OLD.host(), Request.Heartbeat.class);
        List<Output.Call> calls = stage.pass(500).calls(OLD.host(), Request.Heartbeat.class);
        stage.fail(calls.get(1), CallFailure.REFUSED);
        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);

        stage.answer(early, OLD, LEADER, new Reply.Update(null));

        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
    }

    @Test
    void aLateAnswerToACallFromBeforeTheRefusalDoesNotOpenItsAddressAgain() {
        Output.Call early = stage.pass(1_200).call(OLD.host(), Request.Heartbeat.class);
        List<Output.Call> calls = stage.pass(500).calls(OLD.host(), Request.Heartbeat.class);
        assertThat(calls).hasSize(2).first().isEqualTo(early);
        stage.leaderCalls().leaderCalls().fail(calls.get(1), CallFailure.REFUSED);

        stage.answer(early, OLD, LEADER, new Reply.Update(null));
        stage.pass(1_200).fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);

        assertThat(stage.view().leader()).isEqualTo(OLD);
    }

    @Test
    void aRefusalIsEvidenceAgainOnceItsAddressHasAnswered() {
        stage.pass(1_200).leaderCalls().fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);
        stage.pass(1_200).answer(OLD, Request.Heartbeat.class, LEADER, new Reply.Update(null));

        stage.pass(1_200).fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);

        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
    }

    @Test
    void anAnswerInTheLeadersNameFromAnotherNodeProvesNothing() {
        stage.pass(1_100);

        stage.answer(stage.call(OLD.host(), Request.Heartbeat.class), C, LEADER, otherIncarnation());

        assertThat(stage.view().role()).isEqualTo(Role.FOLLOWING);
        assertThat(stage.view().leader()).isEqualTo(OLD);
    }

    @Test
    void anotherProcessAtTheLeadersAddressProvesThatItIsGone() {
        stage.pass(1_100);
        Member restarted = member(OLD.host(), 11);

        stage.answer(stage.call(OLD.host(), Request.Heartbeat.class), restarted, null, otherIncarnation());

        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
        assertThat(claimTo(B).fate()).isEqualTo(LeaderFate.GONE);
    }

    @Test
    void aMemberThatDoesNotAnswerMayHaveAcknowledgedAHeartbeatLater() {
        refused();
        stage.answer(B, CLAIM, null, yes(grant(LEADER, 500)));
        stage.fail(C.host(), CLAIM, CallFailure.SILENT);
        stage.fail(C.host(), CLAIM, CallFailure.SILENT);
        failRelayed();

        for (int i = 0; i < 14; i++) {
            stage.pass(100);
            answerIfAsked(B, yes());
            stage.fail(C.host(), CLAIM, CallFailure.SILENT);
            failRelayed();
        }
        assertThat(stage.leads()).isFalse();
        for (int i = 0; i < 6; i++) {
            stage.pass(100);
            answerIfAsked(B, yes());
            stage.fail(C.host(), CLAIM, CallFailure.SILENT);
            failRelayed();
        }

        assertThat(stage.leads()).isTrue();
    }

    @Test
    void aLeaderOfWhichAMemberSaysThatItLivesIsFollowedAgainThroughThatMember() {
        claimAgainstSilence();

        stage.answer(B, CLAIM, LEADER, leaderLives(LEADER));

        assertThat(stage.view().role()).isEqualTo(Role.FOLLOWING);
        assertThat(stage.view().leader()).isEqualTo(OLD);
        assertThat(stage.calls(C.host(), Request.Withdraw.class)).hasSize(1);
        assertThat(stage.relayed(B.host(), OLD.host())).hasAtLeastOneElementOfType(Request.Heartbeat.class);
    }

    @Test
    void aLeaderThatCallsWhileItIsBeingReplacedIsFollowedAgain() {
        claimAgainstSilence();

        stage.leaderCalls();

        assertThat(stage.view().leader()).isEqualTo(OLD);
        assertThat(stage.leads()).isFalse();
    }

    @Test
    void aLeaderOfWhichItKnowsOnlyWhoFollowedItIsWaitedFor() {
        stage.asks(C, OTHER, new Request.Heartbeat());
        refused();
        round(yes(), yes());
        assertThat(stage.leads()).isFalse();

        stage.pass(1_800);
        round(yes(), yes());
        assertThat(stage.leads()).isFalse();
        for (int i = 0; i < 4; i++) {
            stage.pass(500);
            answerIfAsked(B, yes());
            answerIfAsked(C, yes());
        }

        assertThat(stage.leads()).isTrue();
    }

    @Test
    void aSilentPredecessorIsAskedThroughWhoeverSupportsTheClaim() {
        claimAgainstSilence();

        stage.answer(B, CLAIM, null, yes());

        assertThat(stage.relayed(B.host(), OLD.host())).hasAtLeastOneElementOfType(CLAIM);
    }

    @Test
    void aPredecessorThatIsGoneIsAskedThroughNobody() {
        refused();

        stage.answer(B, CLAIM, null, yes());

        assertThat(stage.relayed(B.host(), OLD.host())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESIGNED", "LEFT"})
    void theChosenHeirClaimsAtOnceAndSaysWhy(LeaderFate fate) {
        stage.asks(OLD, null, new Request.Resign(LEADER, SELF.host(), null, fate == LeaderFate.LEFT));
        assertThat(claimTo(B)).isEqualTo(new Request.Compete(claimTo(B).claim(), LEADER, fate));

        stage.answer(OLD, CLAIM, null, yes());
        round(yes(), yes());

        assertThat(stage.leads()).isTrue();
    }

    @Test
    void aFormerLeaderThatIsSilentMayLeadAgainSoItsLeaseIsWaitedFor() {
        stage.asks(OLD, null, new Request.Resign(LEADER, SELF.host(), null, false));

        assertThat(millisUntilItLeads()).isBetween(3_003, 3_700);
    }

    @Test
    void aFormerLeaderThatIsSilentAndHasLeftLeadsNoMore() {
        stage.asks(OLD, null, new Request.Resign(LEADER, SELF.host(), null, true));

        assertThat(millisUntilItLeads()).isLessThan(200);
    }

    @Test
    void whoWasAsleepWaitsForTheLeaseOfASilentNodeFromWhenThatWasFirstCalledInVain() {
        stage.sleep(5_000);
        int millis = 0;
        while (stage.view().role() != Role.CLAIMING) {
            stage.fail(OLD.host(), Request.Heartbeat.class, CallFailure.SILENT).pass(10);
            millis += 10;
        }

        assertThat(millis + millisUntilItLeads()).isBetween(3_003, 3_700);
    }

    @Test
    void whoSleptAndHasHeardItsLeaderSinceKnowsWhoLeads() {
        stage.sleep(5_000);
        stage.leaderCalls();
        claimAgainstSilence();

        assertThat(millisUntilItLeads()).isLessThan(500);
    }

    @Test
    void aSightingOfTheLeaderThatIsToBeReplacedEndsTheClaimAndItIsFollowedAgain() {
        claimAgainstSilence();

        stage.asks(B, null, new Request.Sighting(LEADER));

        assertThat(stage.view().role()).isEqualTo(Role.FOLLOWING);
        assertThat(stage.view().leader()).isEqualTo(OLD);
    }

    @Test
    void whoIsNotTheHeirLeavesItHalfAHeartbeatAndPassesOnThatTheLeaderResigned() {
        stage.asks(OLD, null, new Request.Resign(LEADER, B.host(), null, false));

        stage.pass(499);
        assertThat(stage.view().role()).isEqualTo(Role.FOLLOWING);
        stage.pass(1);

        assertThat(claimTo(C).fate()).isEqualTo(LeaderFate.RESIGNED);
    }

    @Test
    void theHeirsClaimIsSupportedWithoutWaiting() {
        stage.asks(OLD, null, new Request.Resign(LEADER, B.host(), null, false));

        assertThat(stage.asks(B, null, claim(B, LEADER.number() + 1, LeaderFate.RESIGNED)))
                .isEqualTo(yes());
        stage.pass(2_000);

        assertThat(stage.view().role()).isEqualTo(Role.FOLLOWING);
    }

    @Test
    void aLeaderThatSaysThatItYieldedNamesTheOneToJoin() {
        stage.asks(OLD, OTHER, new Request.Resign(LEADER, null, OTHER, false));

        assertThat(stage.calls(OTHER.host(), Request.Join.class)).hasSize(1);
    }
}
