package org.pastecluster.protocol;

import java.util.List;
import org.pastecluster.HistoryKind;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * A leader's watch over its members: calls each one with whom nothing was exchanged for a heartbeat, and judges who is silent.
 *
 * <p>Silence for the time of doubt: the member is called through others as well. Silence for the time of verdict: it is
 * removed. An address that refuses is checked through others at once, and if it refuses them too the member is removed.
 */
final class Heartbeats {

    private final NodeState state;
    private final Leading leading;
    private final Helpers helpers;

    Heartbeats(NodeState state, Leading leading) {
        this.state = state;
        this.leading = leading;
        this.helpers = new Helpers(state);
    }

    void watch(Follower follower) {
        beatIn(follower, Math.max(0, state.timing.heartbeat - follower.silence(state.now())));
    }

    /** This leader was asleep: it calls everybody before it accuses anybody. */
    void slept() {
        for (Follower follower : leading.followers()) {
            follower.silentSince = Math.max(follower.silentSince, state.now() - state.timing.heartbeat);
            beatIn(follower, 0);
        }
    }

    void callNow(Follower follower) {
        call(follower);
    }

    private void beatIn(Follower follower, long delay) {
        follower.beat.cancel();
        follower.beat = state.timers.after(delay, () -> beat(follower));
    }

    private void beat(Follower follower) {
        Timing timing = state.timing;
        long silence = follower.silence(state.now());
        if (silence >= timing.verdict) {
            condemn(follower, "nothing heard for " + Following.millis(silence) + " ms");
        } else if (silence >= timing.doubt) {
            call(follower);
            callThroughOthers(follower, false);
            beatIn(follower, Math.min(timing.heartbeat / 4, timing.verdict - silence));
        } else if (silence >= timing.heartbeat) {
            call(follower);
            beatIn(follower, Math.min(timing.heartbeat / 2, timing.doubt - silence));
        } else {
            beatIn(follower, timing.heartbeat - silence);
        }
    }

    private void condemn(Follower follower, String evidence) {
        state.out.note(HistoryKind.SUSPECTED, 0, follower.member, evidence);
        leading.remove(follower.member, evidence);
    }

    private boolean isStill(Follower follower) {
        return leading.isActive() && leading.follower(follower.host()) == follower;
    }

    private void call(Follower follower) {
        if (!follower.probes.mayCall()) {
            return;
        }
        long sentAt = state.now();
        Calls.Outcome outcome = follower.probes.counting(new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                answered(follower, reply);
            }

            @Override
            public void failed(CallFailure failure) {
                if (isStill(follower) && failure == CallFailure.REFUSED && !follower.refused) {
                    follower.refused = true;
                    follower.refusedCallAt = sentAt;
                    callThroughOthers(follower, true);
                }
            }
        });
        state.calls.call(follower.host(), new Request.Heartbeat(), state.timing.checkTimeout, outcome);
    }

    private void answered(Follower follower, Frame reply) {
        if (!isStill(follower)) {
            return;
        }
        if (reply.body() instanceof Reply.Refused refused) {
            switch (refused.reason()) {
                case OTHER_INCARNATION -> condemn(follower, "its address answers as another process");
                case STOPPED -> leading.remove(follower.member, "it has left");
                case FALSE_HOST -> leading.isFalse(refused.why());
                case NOT_LEADER, OTHER_LEADER, BUSY -> {}
            }
        }
    }

    private void callThroughOthers(Follower follower, boolean judgeByRefusal) {
        List<String> chosen = helpers.next(follower.host());
        if (judgeByRefusal) {
            follower.checksOpen = chosen.size();
            if (chosen.isEmpty()) {
                condemn(follower, "its address refuses connections");
                return;
            }
        }
        for (String helper : chosen) {
            if (!judgeByRefusal && !follower.probes.mayCall()) {
                return;
            }
            Calls.Outcome outcome = follower.probes.counting(new Calls.Outcome() {
                @Override
                public void replied(Frame reply) {
                    answered(follower, reply);
                }

                @Override
                public void failed(CallFailure failure) {
                    if (judgeByRefusal && isStill(follower) && failure == CallFailure.REFUSED) {
                        follower.checksOpen--;
                        if (follower.checksOpen == 0 && follower.refused) {
                            condemn(follower, "its address refuses connections, to others too");
                        }
                    }
                }
            });
            state.calls.callThrough(helper, follower.host(), new Request.Heartbeat(), outcome);
        }
    }
}
