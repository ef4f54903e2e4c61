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
import org.pastecluster.message.Claim;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * A member gives its leader {@code old} up and claims to succeed it; {@code b} and {@code c} are asked. The leader was heard
 * when the story begins, so its lease may run for 3,003 ms.
 */
class CandidacyTest {

    private static final Class<Request.Compete> CLAIM = Request.Compete.class;
    private static final LeaderRef OTHER = new LeaderRef(member("http://other", 5), LEADER.number() + 1);

    private final Stage stage = Stage.following();

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
    void noTimerEndsTheRoundWhileAnswersMayWaitUnread() {
        refused();
        stage.answer(B, CLAIM, null, yes());

        stage.pass(1_500);
        assertThat(stage.leads()).isFalse();
        stage.answer(C, CLAIM, LEADER, leaderLives(LEADER));

        assertThat(stage.leads()).isFalse();
        assertThat(stage.view().leader()).isEqualTo(OLD);
    }

    @Test
    void aRoundThatTookTooLongIsBegunAnew() {
        refused();
        stage.answer(B, CLAIM, null, yes());
        stage.pass(2_100);

        stage.answer(C, CLAIM, null, yes());

        assertThat(stage.leads()).isFalse();
        round(yes(), yes());
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
    void anotherLeaderThatAMemberNamesIsJoined() {
        claimAgainstSilence();

        stage.answer(B, CLAIM, OTHER, leaderLives(OTHER));

        assertThat(stage.view().role()).isEqualTo(Role.ASKING);
        assertThat(stage.calls(OTHER.host(), Request.Join.class)).hasSize(1);
    }

    @Test
    void aSightingOfAnotherLeaderEndsTheClaim() {
        claimAgainstSilence();

        stage.asks(B, null, new Request.Sighting(OTHER));

        assertThat(stage.view().role()).isEqualTo(Role.ASKING);
        assertThat(stage.calls(OTHER.host(), Request.Join.class)).hasSize(1);
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
    void aBetterClaimIsGivenWayTo() {
        claimAgainstSilence();
        Claim better = new Claim(LEADER.number() + 5, 0, C);

        stage.answer(B, CLAIM, null, betterClaim(better));

        assertThat(stage.view().role()).isEqualTo(Role.ASKING);
        assertThat(stage.view().leader()).isNull();
        assertThat(stage.calls(C.host(), Request.Withdraw.class)).hasSize(1);
    }

    @Test
    void aWorseClaimantIsAskedItselfAndItsSupporterAskedAgain() {
        claimAgainstSilence();
        Member stranger = member("http://stranger", 9);

        stage.answer(B, CLAIM, null, betterClaim(new Claim(LEADER.number() + 1, Long.MAX_VALUE, stranger)));

        assertThat(stage.calls(stranger.host(), CLAIM)).hasSize(1);
        assertThat(stage.calls(B.host(), CLAIM)).isEmpty();
        stage.pass(50);
        assertThat(stage.calls(B.host(), CLAIM)).hasSize(1);
    }

    @Test
    void whoSupportsAnotherClaimIsWaitedFor() {
        refused();
        stage.answer(C, CLAIM, null, yes());
        Reply.Stand stand = new Reply.Stand(Reply.Stance.BETTER_CLAIM, null, null, List.of());
        for (int i = 0; i < 30; i++) {
            answerIfAsked(B, stand);
            answerIfAsked(C, yes());
            stage.pass(50);
        }
        assertThat(stage.leads()).isFalse();

        for (int i = 0; i < 10; i++) {
            answerIfAsked(B, yes());
            answerIfAsked(C, yes());
            stage.pass(50);
        }

        assertThat(stage.leads()).isTrue();
    }

    @Test
    void aMemberThatWasStartedAnewIsAskedAgainOnce() {
        refused();
        Member restarted = member(B.host(), 22);

        stage.answer(stage.call(B.host(), CLAIM), restarted, null, otherIncarnation());
        assertThat(stage.calls(B.host(), CLAIM)).hasSize(1);
        stage.answer(stage.call(B.host(), CLAIM), restarted, null, otherIncarnation());

        assertThat(stage.calls(B.host(), CLAIM)).isEmpty();
    }

    @Test
    void aNumberThatWasPublishedAlreadyEndsTheClaim() {
        claimAgainstSilence();

        stage.answer(B, CLAIM, null, new Reply.Stand(Reply.Stance.CLOSED_NUMBER, null, null, List.of()));

        assertThat(stage.view().role()).isEqualTo(Role.ASKING);
        assertThat(stage.notes()).contains("withdrawn: the number was published already");
    }

    @Test
    void aNumberThatWasPublishedMeanwhileEndsTheClaimToo() {
        refused();
        stage.answer(B, CLAIM, null, yes());

        stage.answer(C, CLAIM, OTHER, yes());

        assertThat(stage.leads()).isFalse();
        assertThat(stage.notes()).contains("withdrawn: the number was published meanwhile");
    }

    @Test
    void nobodyLeadsWithFewerThanTheSmallestNumberOfMembers() {
        Stage few = Stage.following(settings -> settings.minMembers(2));
        few.pass(1_100).fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);

        for (String host : List.of(OLD.host(), B.host(), C.host())) {
            few.fail(host, CLAIM, CallFailure.REFUSED);
        }
        few.pass(100);

        assertThat(few.leads()).isFalse();
        assertThat(few.notes()).contains("withdrawn: only 1 of at least 2 members can be reached");
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

    @Test
    void aSilentMemberIsAskedAgainAndThroughThoseThatHaveAnswered() {
        refused();
        stage.answer(B, CLAIM, null, yes());

        stage.pass(200);

        assertThat(stage.calls(C.host(), CLAIM)).hasSize(2);
        assertThat(stage.relayed(B.host(), C.host())).hasAtLeastOneElementOfType(CLAIM);
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
    void aClaimantInWhosePlaceAnotherProcessAnswersStops() {
        refused();

        stage.answer(
                B, CLAIM, null, new Reply.Refused(Reply.Refusal.FALSE_HOST, "another process answers there", null));

        assertThat(stage.view().role()).isEqualTo(Role.STOPPED);
        assertThat(stage.notes()).contains("another process answers there");
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

    @Test
    void aNodeThatWasAsleepWithdraws() {
        claimAgainstSilence();

        stage.sleep(1_000);

        assertThat(stage.view().role()).isEqualTo(Role.ASKING);
        assertThat(stage.calls(B.host(), Request.Withdraw.class)).hasSize(1);
    }

    /** Nothing is heard of the leader, and no call to it brings anything, until this node competes. */
    private void claimAgainstSilence() {
        for (int i = 0; i < 27; i++) {
            stage.pass(100);
            stage.fail(OLD.host(), Request.Heartbeat.class, CallFailure.SILENT);
        }
        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
    }

    /** The first call to the leader, after a little more than a heartbeat, is refused. */
    private void refused() {
        stage.pass(1_100).fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);
        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
        stage.fail(OLD.host(), CLAIM, CallFailure.REFUSED);
    }

    /** All that are asked in this round answer; nothing is heard of the leader. */
    private void round(Reply ofB, Reply ofC) {
        stage.fail(OLD.host(), CLAIM, CallFailure.SILENT);
        stage.answer(B, CLAIM, null, ofB);
        stage.answer(C, CLAIM, null, ofC);
        failRelayed();
    }

    /** How long that takes while the former leader stays silent and everybody else supports the claim. */
    private int millisUntilItLeads() {
        int millis = 0;
        while (!stage.leads() && millis < 10_000) {
            answerIfAsked(B, yes());
            answerIfAsked(C, yes());
            stage.fail(OLD.host(), CLAIM, CallFailure.SILENT);
            stage.pass(50);
            millis += 50;
        }
        return millis;
    }

    private void failRelayed() {
        stage.fail(B.host(), Request.Relay.class, CallFailure.SILENT);
        stage.fail(C.host(), Request.Relay.class, CallFailure.SILENT);
    }

    private void answerIfAsked(Member member, Reply reply) {
        if (!stage.calls(member.host(), CLAIM).isEmpty()) {
            stage.answer(member, CLAIM, null, reply);
        }
        failRelayed();
        stage.fail(OLD.host(), CLAIM, CallFailure.SILENT);
    }

    private Request.Compete claimTo(Member member) {
        return (Request.Compete) stage.call(member.host(), CLAIM).frame().body();
    }

    private static Reply betterClaim(Claim better) {
        return new Reply.Stand(Reply.Stance.BETTER_CLAIM, null, better, List.of());
    }

    private static Reply otherIncarnation() {
        return new Reply.Refused(Reply.Refusal.OTHER_INCARNATION, "this process was started later", null);
    }
}
