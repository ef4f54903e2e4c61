package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.protocol.Stage.B;
import static org.pastecluster.protocol.Stage.C;
import static org.pastecluster.protocol.Stage.LEADER;
import static org.pastecluster.protocol.Stage.OLD;
import static org.pastecluster.protocol.Stage.member;
import static org.pastecluster.protocol.Stage.yes;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * A member gives its leader {@code old} up and claims to succeed it; {@code b} and {@code c} are asked. The leader was heard
 * when the story begins, so its lease may run for 3,003 ms.
 */
abstract class ClaimStory {

    static final Class<Request.Compete> CLAIM = Request.Compete.class;
    static final LeaderRef OTHER = new LeaderRef(member("http://other", 5), LEADER.number() + 1);

    final Stage stage = Stage.following();

    /** Nothing is heard of the leader, and no call to it brings anything, until this node competes. */
    void claimAgainstSilence() {
        for (int i = 0; i < 27; i++) {
            stage.pass(100);
            stage.fail(OLD.host(), Request.Heartbeat.class, CallFailure.SILENT);
        }
        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
    }

    /** The first call to the leader, after a little more than a heartbeat, is refused. */
    void refused() {
        stage.pass(1_100).fail(OLD.host(), Request.Heartbeat.class, CallFailure.REFUSED);
        assertThat(stage.view().role()).isEqualTo(Role.CLAIMING);
        stage.fail(OLD.host(), CLAIM, CallFailure.REFUSED);
    }

    /** All that are asked in this round answer; nothing is heard of the leader. */
    void round(Reply ofB, Reply ofC) {
        stage.fail(OLD.host(), CLAIM, CallFailure.SILENT);
        stage.answer(B, CLAIM, null, ofB);
        stage.answer(C, CLAIM, null, ofC);
        failRelayed();
    }

    /** How long that takes while the former leader stays silent and everybody else supports the claim. */
    int millisUntilItLeads() {
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

    void failRelayed() {
        stage.fail(B.host(), Request.Relay.class, CallFailure.SILENT);
        stage.fail(C.host(), Request.Relay.class, CallFailure.SILENT);
    }

    void answerIfAsked(Member member, Reply reply) {
        if (!stage.calls(member.host(), CLAIM).isEmpty()) {
            stage.answer(member, CLAIM, null, reply);
        }
        failRelayed();
        stage.fail(OLD.host(), CLAIM, CallFailure.SILENT);
    }

    Request.Compete claimTo(Member member) {
        return (Request.Compete) stage.call(member.host(), CLAIM).frame().body();
    }

    static Reply betterClaim(Claim better) {
        return new Reply.Stand(Reply.Stance.BETTER_CLAIM, null, better, List.of());
    }

    static Reply otherIncarnation() {
        return new Reply.Refused(Reply.Refusal.OTHER_INCARNATION, "this process was started later", null);
    }
}
