package org.pastecluster.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/**
 * Spreads the leader's view: to each member the steps that it lacks, gathered over a few milliseconds; the whole list only to
 * who holds a view that the steps do not start from.
 */
final class Publishing {

    private final NodeState state;
    private final Leading leading;
    private Timers.Timer soon = Timers.Timer.none();

    Publishing(NodeState state, Leading leading) {
        this.state = state;
        this.leading = leading;
    }

    void end() {
        soon.cancel();
    }

    void publishSoon() {
        if (!soon.isPending()) {
            soon = state.timers.after(state.timing.publishDelay, this::publishNow);
        }
    }

    void publishNow() {
        soon.cancel();
        for (Follower follower : List.copyOf(leading.followers())) {
            publishTo(follower, false);
        }
    }

    /** Tells a leader that this one has replaced it, by agreement. */
    void supersede(LeaderRef other) {
        ViewUpdate whole = state.membership.whole(List.of(other));
        state.calls.call(other.host(), new Request.Publish(whole), Calls.NO_MATTER);
    }

    /**
     * Sends the whole view to a node that has no leader. If that holds one as new already, perhaps of another leader that used the same
     * number, it can take only a newer one.
     */
    void invite(String host) {
        state.calls.call(host, new Request.Publish(state.membership.whole(List.of())), new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                boolean stays =
                        reply.body() instanceof Reply.Ack && reply.envelope().following() == null;
                if (stays && leading.isActive()) {
                    leading.outbidIfAsNew(reply.envelope().view());
                }
            }

            @Override
            public void failed(CallFailure failure) {}
        });
    }

    private void publishTo(Follower follower, boolean whole) {
        @Nullable ViewUpdate update = whole ? state.membership.whole(List.of()) : state.membership.since(follower.view);
        if (update == null || follower.publishing) {
            return;
        }
        follower.publishing = true;
        ViewId sent = update.id();
        state.calls.call(follower.host(), new Request.Publish(update), new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                follower.publishing = false;
                if (!isStill(follower)) {
                    return;
                }
                if (reply.body() instanceof Reply.NeedWhole) {
                    publishTo(follower, true);
                } else if (!sent.equals(state.membership.id())) {
                    publishSoon();
                }
            }

            @Override
            public void failed(CallFailure failure) {
                follower.publishing = false;
            }
        });
    }

    private boolean isStill(Follower follower) {
        return leading.isActive() && leading.follower(follower.host()) == follower;
    }
}
