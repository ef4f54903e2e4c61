package org.pastecluster.simulation.plant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.runtime.Protocol;

/**
 * Supports a claim and goes on acknowledging the old leader, without a word to the claimant: that part of it which acknowledges and
 * that which votes do not know of each other. Breaks rule 4 and P3b: the lease that the claimant waits for is renewed behind its back.
 */
final class KeepsAcknowledging extends Spoiled {

    private @Nullable LeaderRef old;

    private @Nullable Envelope last;

    private boolean supporting;

    KeepsAcknowledging(Member self, Protocol node) {
        super(self, node);
    }

    @Override
    Frame speaks(Frame frame) {
        last = frame.envelope();
        LeaderRef following = last.following();
        if (following != null) {
            old = following;
            supporting = false;
        }
        supporting |= frame.body() instanceof Reply.Stand stand && stand.stance() == Reply.Stance.YES;
        return frame;
    }

    @Override
    @Nullable
    Input takes(Input input) {
        if (input instanceof Input.Replied replied && isSaidByOldLeader(replied.frame())) {
            return new Input.Failed(replied.exchange(), CallFailure.SILENT, "kept from the one that supports a claim");
        }
        return isHeartbeatOfOldLeader(input) ? new Input.Woken() : super.takes(input);
    }

    @Override
    void adds(Input input, List<Output> outputs) {
        LeaderRef leader = old;
        Envelope said = last;
        if (leader != null
                && said != null
                && isHeartbeatOfOldLeader(input)
                && input instanceof Input.Received received) {
            Envelope envelope = Envelopes.withFollowing(
                    Envelopes.withEcho(
                            Envelopes.withTarget(said, leader.incarnation()),
                            received.frame().envelope().stamp()),
                    leader);
            outputs.add(new Output.Answer(received.call(), stamped(new Frame(envelope, new Reply.Update(null)))));
        }
    }

    private boolean isHeartbeatOfOldLeader(Input input) {
        return input instanceof Input.Received received
                && received.frame().body() instanceof Request.Heartbeat
                && isSaidByOldLeader(received.frame());
    }

    private boolean isSaidByOldLeader(Frame frame) {
        return supporting && old != null && frame.envelope().from().isSameProcessAs(old.member());
    }
}
