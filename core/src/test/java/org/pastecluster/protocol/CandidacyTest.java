package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.protocol.Stage.B;
import static org.pastecluster.protocol.Stage.C;
import static org.pastecluster.protocol.Stage.LEADER;
import static org.pastecluster.protocol.Stage.OLD;
import static org.pastecluster.protocol.Stage.leaderLives;
import static org.pastecluster.protocol.Stage.member;
import static org.pastecluster.protocol.Stage.yes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/** The claimant's round: who supports it, who does not answer, and better claims. */
class CandidacyTest extends ClaimStory {

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
    void aSilentMemberIsAskedAgainAndThroughThoseThatHaveAnswered() {
        refused();
        stage.answer(B, CLAIM, null, yes());

        stage.pass(200);

        assertThat(stage.calls(C.host(), CLAIM)).hasSize(2);
        assertThat(stage.relayed(B.host(), C.host())).hasAtLeastOneElementOfType(CLAIM);
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
    void aNodeThatWasAsleepWithdraws() {
        claimAgainstSilence();

        stage.sleep(1_000);

        assertThat(stage.view().role()).isEqualTo(Role.ASKING);
        assertThat(stage.calls(B.host(), Request.Withdraw.class)).hasSize(1);
    }
}
