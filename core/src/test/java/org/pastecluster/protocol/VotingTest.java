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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/** A member that follows {@code old} is asked by {@code b} and {@code c} to support their claims. */
class VotingTest {

    private static final long NEXT = LEADER.number() + 1;

    /** What is left of a lease of three seconds, and a thousandth for clocks that differ, 500 ms after the leader was heard. */
    private static final Reply YES_AND_A_LEASE_MAY_RUN = yes(grant(LEADER, 2_503));

    private final Stage stage = Stage.following();

    @Test
    void theLeaderIsAskedFirstAndIfItLivesTheClaimantHearsSo() {
        long asked = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));
        assertThat(stage.answerTo(asked)).isNull();

        stage.answer(OLD, Request.Ask.class, LEADER, following());

        assertThat(stage.answerTo(asked)).isEqualTo(leaderLives(LEADER));
    }

    @Test
    void whoeverAsksMeanwhileWaitsForTheSameCheck() {
        long first = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));
        long second = stage.sends(C, null, claim(C, NEXT, LeaderFate.GONE));

        stage.answer(OLD, Request.Ask.class, LEADER, following());

        assertThat(stage.answerTo(first)).isEqualTo(leaderLives(LEADER));
        assertThat(stage.answerTo(second)).isEqualTo(leaderLives(LEADER));
    }

    @Test
    void aSilentLeaderIsGivenUpAndTheRestOfItsLeaseIsTold() {
        long asked = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));

        stage.pass(500).fail(OLD.host(), Request.Ask.class, CallFailure.SILENT);

        assertThat(stage.answerTo(asked)).isEqualTo(YES_AND_A_LEASE_MAY_RUN);
        assertThat(stage.view().leader()).isNull();
    }

    @Test
    void aLeaderThatWasHeardWhileItsCheckFailedLives() {
        long asked = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));

        stage.pass(300).leaderCalls().fail(OLD.host(), Request.Ask.class, CallFailure.SILENT);

        assertThat(stage.answerTo(asked)).isEqualTo(leaderLives(LEADER));
    }

    @Test
    void aLeaderThatCalledThoughItsAddressRefusesLives() {
        stage.pass(1_200).leaderCalls().fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);
        long asked = stage.pass(200).sends(B, null, claim(B, NEXT, LeaderFate.GONE));

        stage.fail(OLD.host(), Request.Ask.class, CallFailure.REFUSED);

        assertThat(stage.answerTo(asked)).isEqualTo(leaderLives(LEADER));
    }

    @Test
    void aRefusingLeaderHoldsNoLease() {
        long asked = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));

        stage.fail(OLD.host(), Request.Ask.class, CallFailure.REFUSED);

        assertThat(stage.answerTo(asked)).isEqualTo(yes());
    }

    @Test
    void whereARefusalProvesNothingTheLeaseIsTold() {
        Stage careful = Stage.following(settings -> settings.trustRefusal(false));
        long asked = careful.sends(B, null, claim(B, NEXT, LeaderFate.GONE));

        careful.pass(500).fail(OLD.host(), Request.Ask.class, CallFailure.REFUSED);

        assertThat(careful.answerTo(asked)).isEqualTo(YES_AND_A_LEASE_MAY_RUN);
    }

    @Test
    void aLeaderInWhosePlaceAnotherProcessAnswersHoldsNoLease() {
        Member restarted = member(OLD.host(), 11);
        long asked = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));

        stage.answer(stage.call(OLD.host(), Request.Ask.class), restarted, null, following());

        assertThat(stage.answerTo(asked)).isEqualTo(yes());
    }

    @Test
    void aLeaderThatSaysThatItLeadsNoLongerHoldsNoLease() {
        long asked = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));

        stage.answer(OLD, Request.Ask.class, null, following());

        assertThat(stage.answerTo(asked)).isEqualTo(yes());
    }

    @Test
    void aNameThatLeadsToAnotherNodeProvesNothingOfTheLeader() {
        long asked = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));

        stage.pass(500).answer(stage.call(OLD.host(), Request.Ask.class), C, LEADER, following());

        assertThat(stage.answerTo(asked)).isEqualTo(YES_AND_A_LEASE_MAY_RUN);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESIGNED", "LEFT"})
    void aLeaderOfWhichTheClaimantKnowsThatItGaveUpIsNotAsked(LeaderFate fate) {
        Reply answer = stage.claims(B, NEXT, fate);

        assertThat(answer).isEqualTo(yes());
        assertThat(stage.calls(OLD.host(), Request.Ask.class)).isEmpty();
    }

    @Test
    void aResignationFromBeforeTheLeaderWasElectedAnewDoesNotCount() {
        LeaderRef earlier = new LeaderRef(OLD, LEADER.number() - 1);
        Claim claim = new Claim(NEXT, 1_000, B);

        long asked = stage.sends(B, null, new Request.Compete(claim, earlier, LeaderFate.RESIGNED));

        assertThat(stage.answerTo(asked)).isNull();
        stage.answer(OLD, Request.Ask.class, LEADER, following());
        assertThat(stage.answerTo(asked)).isEqualTo(leaderLives(LEADER));
    }

    @Test
    void aClosedNumberIsTurnedAway() {
        Reply.Stand answer = stage.claims(B, LEADER.number(), LeaderFate.RESIGNED);

        assertThat(answer.stance()).isEqualTo(Reply.Stance.CLOSED_NUMBER);
    }

    @Test
    void aWorseClaimIsToldTheBetterOne() {
        stage.claims(B, NEXT, LeaderFate.LEFT);

        Reply.Stand answer = stage.claims(C, NEXT, LeaderFate.LEFT);

        assertThat(answer.stance()).isEqualTo(Reply.Stance.BETTER_CLAIM);
        assertThat(answer.better()).isEqualTo(new Claim(NEXT, 1_000, B));
    }

    @Test
    void aBetterClaimWaitsUntilTheWorseOneIsWithdrawn() {
        stage.claims(C, NEXT, LeaderFate.LEFT);
        long better = stage.sends(B, null, claim(B, NEXT, LeaderFate.LEFT));
        assertThat(stage.answerTo(better)).isNull();

        stage.asks(C, null, new Request.Withdraw(new Claim(NEXT, 1_000, C)));

        assertThat(stage.answerTo(better)).isEqualTo(yes());
    }

    @Test
    void aBetterClaimWaitsNoLongerThanTheOthersHeadStart() {
        stage.claims(C, NEXT, LeaderFate.LEFT);
        long better = stage.sends(B, null, claim(B, NEXT, LeaderFate.LEFT));

        stage.pass(100);

        assertThat(((Reply.Stand) stage.answerTo(better)).better()).isEqualTo(new Claim(NEXT, 1_000, C));
    }

    @Test
    void aClaimThatWasWithdrawnWhileItsLeaderWasAskedIsOver() {
        long asked = stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));

        stage.asks(B, null, new Request.Withdraw(new Claim(NEXT, 1_000, B)));

        assertThat(stage.answerTo(asked)).isEqualTo(new Reply.Ack());
        stage.fail(OLD.host(), Request.Ask.class, CallFailure.SILENT);
        assertThat(stage.view().leader()).isEqualTo(OLD);
    }

    @Test
    void aLeaderThatIsHeardAgainIsFollowedAgainWhenTheClaimIsRepeated() {
        stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));
        stage.fail(OLD.host(), Request.Ask.class, CallFailure.SILENT);
        stage.pass(100).leaderCalls();
        assertThat(stage.view().leader()).isNull();

        Reply answer = stage.claims(B, NEXT, LeaderFate.SILENT);

        assertThat(answer).isEqualTo(leaderLives(LEADER));
        assertThat(stage.view().leader()).isEqualTo(OLD);
    }

    @Test
    void aLeaderThatClaimsAnewHoldsNoLease() {
        Reply answer = stage.claims(OLD, NEXT, LeaderFate.SILENT);

        assertThat(answer).isEqualTo(yes());
        assertThat(stage.view().role()).isEqualTo(Role.ASKING);
    }

    @Test
    void supportThatIsNotAskedForAgainRunsOut() {
        stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));
        stage.fail(OLD.host(), Request.Ask.class, CallFailure.SILENT);
        assertThat(stage.view().leader()).isNull();

        stage.pass(2_600);

        assertThat(stage.view().role()).isIn(Role.FOLLOWING, Role.CLAIMING);
        assertThat(stage.calls(OLD.host(), Request.Heartbeat.class)).isNotEmpty();
    }

    /** Nobody is supported then, and the leader has been silent for longer than a verdict. */
    @Test
    void whoseSupportEndsWithAClaimThatIsTurnedAwayCompetesItself() {
        stage.pass(2_600);
        stage.sends(B, null, claim(B, NEXT, LeaderFate.SILENT));
        stage.pass(300);
        assertThat(stage.view().leader()).isNull();
        stage.sends(C, null, claim(C, NEXT + 1, LeaderFate.SILENT));
        Member far = member("http://far", 9);
        stage.asks(far, new LeaderRef(member("http://other", 5), NEXT + 5), new Request.Heartbeat());

        stage.asks(B, null, new Request.Withdraw(new Claim(NEXT, 0, B)));
        stage.pass(1_000);

        assertThat(stage.view().role()).isIn(Role.CLAIMING, Role.ASKING);
    }

    @Test
    void aLeaderThatSomebodyFollowsIsToldToTheClaimantThatDoesNotKnowIt() {
        stage.claims(B, NEXT, LeaderFate.LEFT);
        LeaderRef other = new LeaderRef(member("http://other", 5), NEXT);

        stage.asks(C, other, new Request.Heartbeat());

        Request.Sighting told = (Request.Sighting)
                stage.call(B.host(), Request.Sighting.class).frame().body();
        assertThat(told.leader()).isEqualTo(other);
        assertThat(stage.claims(B, NEXT + 1, LeaderFate.LEFT)).isEqualTo(leaderLives(other));
    }

    @Test
    void whoFollowsTheOneThatIsToBeReplacedHasNotNoticedYet() {
        stage.claims(B, NEXT, LeaderFate.LEFT);

        stage.asks(C, LEADER, new Request.Heartbeat());

        assertThat(stage.calls(B.host(), Request.Sighting.class)).isEmpty();
        assertThat(stage.claims(B, NEXT, LeaderFate.LEFT)).isEqualTo(yes());
    }

    @Test
    void theOneThatIsToBeReplacedIsToldToTheClaimantIfItSpeaksItself() {
        stage.claims(B, NEXT, LeaderFate.LEFT);

        stage.pass(1).leaderCalls();

        Request.Sighting told = (Request.Sighting)
                stage.call(B.host(), Request.Sighting.class).frame().body();
        assertThat(told.leader()).isEqualTo(LEADER);
        assertThat(stage.claims(B, NEXT, LeaderFate.LEFT)).isEqualTo(leaderLives(LEADER));
    }

    @Test
    void aClaimantThatMeansToSucceedAnEarlierLeaderHearsOfThisOneAtOnce() {
        LeaderRef earlier = new LeaderRef(member("http://earlier", 8), LEADER.number() - 1);
        Claim late = new Claim(NEXT, 0, B);

        Reply answer = stage.asks(B, null, new Request.Compete(late, earlier, LeaderFate.SILENT));

        assertThat(answer).isEqualTo(leaderLives(LEADER));
        assertThat(stage.calls(OLD.host(), Request.Ask.class)).isEmpty();
    }

    @Test
    void whoGivesWayTellsOfLeasesThatItKnowsOfByHearsay() {
        LeaderRef later = new LeaderRef(member("http://later", 6), NEXT);
        stage.asks(C, later, new Request.Heartbeat());
        stage.asks(OLD, null, new Request.Resign(LEADER, SELF.host(), null, true));
        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);

        Reply answer = stage.asks(B, null, claim(B, NEXT + 7, LeaderFate.LEFT));

        assertThat(answer).isEqualTo(yes(grant(later, 4_000)));
    }

    @Test
    void aLaterLeaderThatSomebodyFollowedWithinALeaseStandsAgainstAClaim() {
        LeaderRef later = new LeaderRef(member("http://later", 6), NEXT);
        stage.asks(C, later, new Request.Heartbeat());

        assertThat(stage.claims(B, NEXT + 1, LeaderFate.LEFT)).isEqualTo(leaderLives(later));
    }

    @Test
    void whatWasHeardLongerThanALeaseAgoStandsAgainstNobody() {
        LeaderRef later = new LeaderRef(member("http://later", 6), NEXT);
        stage.asks(C, later, new Request.Heartbeat());
        for (int i = 0; i < 4; i++) {
            stage.pass(1_000).leaderCalls();
        }

        assertThat(stage.claims(B, NEXT + 1, LeaderFate.LEFT)).isEqualTo(yes());
    }

    @Test
    void itsOwnClaimGivesWayToABetterOne() {
        stage.asks(OLD, null, new Request.Resign(LEADER, SELF.host(), null, true));
        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);

        Reply.Stand answer = (Reply.Stand) stage.asks(B, null, claim(B, NEXT + 7, LeaderFate.LEFT));

        assertThat(answer).isEqualTo(yes());
        assertThat(stage.view().role()).isEqualTo(Role.ASKING);
        assertThat(stage.calls(C.host(), Request.Withdraw.class)).hasSize(1);
    }

    @Test
    void itsOwnBetterClaimStandsAgainstAWorseOne() {
        stage.asks(OLD, null, new Request.Resign(LEADER, SELF.host(), null, true));
        Member stranger = member("http://z", 9);

        Reply.Stand answer = (Reply.Stand) stage.asks(stranger, null, claim(stranger, 5, LeaderFate.LEFT));

        assertThat(answer.stance()).isEqualTo(Reply.Stance.CLOSED_NUMBER);
        Claim late = new Claim(NEXT, Long.MAX_VALUE, stranger);
        answer = (Reply.Stand) stage.asks(stranger, null, new Request.Compete(late, LEADER, LeaderFate.LEFT));
        assertThat(answer.stance()).isEqualTo(Reply.Stance.BETTER_CLAIM);
        assertThat(stage.calls(stranger.host(), Request.Compete.class)).hasSize(1);
    }

    @Test
    void claimsBeyondTheBoundAreTurnedAway() {
        for (int i = 0; i < 256; i++) {
            Member one = member("http://many" + i, 100 + i);
            assertThat(stage.asks(one, null, claim(one, NEXT, LeaderFate.SILENT)))
                    .isNull();
        }

        Reply answer = stage.asks(B, null, claim(B, NEXT, LeaderFate.SILENT));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reply.Refusal.BUSY));
    }

    private static Reply following() {
        return new Reply.State(Role.LEADING, LEADER, 0, true);
    }
}
