package org.pastecluster.protocol;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * A member's part: hears its leader, and finds out when that one is gone.
 *
 * <p>Suspicion is a process. Silence for a little more than a heartbeat: the member calls its leader. Silence for the time of
 * doubt: it calls through others as well, at which it may find a way around a broken pair. Silence for the time of verdict: it
 * competes. An address that refuses is evidence at once; the claim that follows has every member check for itself. But if the
 * leader is heard all the same, it calls though it can't be called: then its address is no evidence for a while, as {@link Refusal} says.
 */
final class Following {

    private final NodeState state;
    private final Roles roles;
    private final Helpers helpers;
    private final Probes probes = new Probes();
    private @Nullable LeaderRef leader;
    private Timers.Timer watch = Timers.Timer.none();
    private Timers.Timer succession = Timers.Timer.none();
    private boolean active;
    private long heardAt;
    private long calledByLeaderAt;
    private long sleptAt = Peer.NEVER;

    Following(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
        this.helpers = new Helpers(state);
    }

    void begin(LeaderRef newLeader) {
        boolean sameLeader = active && leader != null && leader.isSameProcessAs(newLeader);
        leader = newLeader;
        active = true;
        if (!sameLeader) {
            heardAt = state.now();
            calledByLeaderAt = state.now();
            succession.cancel();
            watchAgain(state.timing.pullAfter);
        }
    }

    void end() {
        active = false;
        watch.cancel();
        succession.cancel();
    }

    boolean isHeardSince(long time) {
        return active && heardAt > time;
    }

    /** How old the last news of the leader is. */
    long newsAge() {
        return state.now() - heardAt;
    }

    /**
     * The leader that had been given up is heard by somebody: calls it at once, through that one if need be, so that it learns that it
     * has this member still.
     */
    void resume(LeaderRef same) {
        begin(same);
        heardAt = Math.max(heardAt, state.now() - state.timing.doubt);
        callLeader(same);
        watchAgain(0);
    }

    /** A frame of the leader came, in which it leads. */
    void heard(boolean itCalled) {
        heardAt = state.now();
        if (itCalled) {
            calledByLeaderAt = state.now();
            callIfRefusing();
        }
    }

    /** Finds out when its address answers again, which makes a later refusal evidence again. */
    private void callIfRefusing() {
        LeaderRef current = leader;
        if (current != null && refusal(current).isDisproved()) {
            callLeader(current);
        }
    }

    private Refusal refusal(LeaderRef current) {
        return state.peers.at(current.host(), state.now()).refusal();
    }

    /** The leader says itself that it leads no longer, or whom it follows. */
    void leaderGaveUp(LeaderRef former, @Nullable LeaderRef successor) {
        if (successor != null) {
            roles.ask(former.host() + " follows " + successor.host());
            roles.hearsOf(successor, former.host());
        } else if (!succession.isPending() && state.allegiance.supported() == null) {
            electLater(
                    former,
                    LeaderFate.RESIGNED,
                    null,
                    state.timing.claimDelay,
                    former.host() + " says that it leads no longer");
        }
    }

    /**
     * @param awaited the member whose claim is waited for; null for any
     */
    private void electLater(LeaderRef former, LeaderFate fate, @Nullable String awaited, long delay, String why) {
        succession.cancel();
        succession = state.timers.after(delay, () -> {
            if (state.allegiance.supported() == null) {
                if (fate.gaveUp()) {
                    // What this node sent since then still named that leader, which counts as a grant.
                    state.allegiance.revokeUpTo(former);
                }
                if (awaited != null) {
                    state.peers.at(awaited, state.now()).failed(CallFailure.SILENT, state.now());
                }
                roles.elect(former, fate, why);
            }
        });
    }

    /** The claim against the leader that this node supported came to nothing. */
    void supportEnded() {
        watchAgain(0);
    }

    void replaced(Member before) {
        LeaderRef current = leader;
        if (active && current != null && current.member().isSameProcessAs(before)) {
            refused(current, "its address answers as another process");
        }
    }

    /** This node was asleep: what it did not hear meanwhile proves nothing, and it may be no member any more. */
    void slept() {
        sleptAt = state.now();
        if (active && leader != null) {
            heardAt = Math.max(heardAt, state.now() - state.timing.pullAfter);
            callLeader(leader);
            watchAgain(0);
        }
    }

    /** A connection to the leader was closed: evidence, so ask. */
    void linkClosed(String host) {
        if (active && leader != null && leader.host().equals(host)) {
            callLeader(leader);
        }
    }

    /** Who was asleep does not know how old this news is, and who leads by now. */
    void onResign(Request.Resign resignation) {
        LeaderRef current = leader;
        if (!active || current == null || !current.isSameProcessAs(resignation.leadership())) {
            return;
        }
        state.allegiance.revoke(current);
        if (state.now() - sleptAt < state.timing.heirHead) {
            roles.askAfterAbsence(current.host() + " gave leadership up while this node was asleep");
            return;
        }
        LeaderRef successor = resignation.successor();
        String heir = resignation.heir();
        LeaderFate fate = resignation.leaving() ? LeaderFate.LEFT : LeaderFate.RESIGNED;
        if (successor != null) {
            roles.ask(current.host() + " yields to " + successor.host());
            roles.hearsOf(successor, current.host());
        } else if (state.self.host().equals(heir)) {
            roles.elect(current, fate, current.host() + " hands leadership to this node");
        } else {
            electLater(current, fate, heir, state.timing.heirHead, current.host() + " gave leadership up");
        }
    }

    private void watchAgain(long delay) {
        watch.cancel();
        watch = state.timers.after(delay, this::watch);
    }

    private void watch() {
        LeaderRef current = leader;
        if (!active || current == null) {
            return;
        }
        Timing timing = state.timing;
        long silence = newsAge();
        if (state.allegiance.supported() != null || succession.isPending()) {
            watchAgain(timing.heartbeat / 4);
        } else if (silence >= timing.verdict) {
            roles.elect(
                    current,
                    LeaderFate.SILENT,
                    "nothing heard of " + current.host() + " for " + millis(silence) + " ms");
            if (active) {
                watchAgain(timing.heartbeat / 4);
            }
        } else if (silence >= timing.doubt) {
            callLeader(current);
            callThroughOthers(current);
            watchAgain(Math.min(timing.heartbeat / 4, timing.verdict - silence));
        } else if (silence >= timing.pullAfter) {
            callLeader(current);
            watchAgain(Math.min(timing.heartbeat / 2, timing.doubt - silence));
        } else if (state.now() - calledByLeaderAt > 2 * timing.heartbeat) {
            callLeader(current);
            watchAgain(timing.heartbeat / 2);
        } else {
            watchAgain(timing.pullAfter - silence);
        }
    }

    private void callLeader(LeaderRef current) {
        if (!probes.mayCall()) {
            return;
        }
        Calls.Outcome outcome = probes.counting(new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                answered(current, reply);
            }

            @Override
            public void failed(CallFailure failure) {
                boolean proves = newsAge() >= refusal(current).saysNothingFor(state.timing);
                if (failure == CallFailure.REFUSED && isStill(current) && proves) {
                    refusal(current).proves();
                    refused(current, "its address refuses connections");
                }
            }
        });
        state.calls.call(current.host(), new Request.Heartbeat(), state.timing.checkTimeout, outcome);
    }

    private boolean isStill(LeaderRef suspect) {
        return active && leader != null && leader.isSameProcessAs(suspect);
    }

    private void answered(LeaderRef asked, Frame reply) {
        if (!isStill(asked)) {
            return;
        }
        if (reply.body() instanceof Reply.Update news && news.update() != null) {
            roles.reception().publishedBy(news.update());
        } else if (reply.body() instanceof Reply.Refused refused) {
            if (refused.reason() == Reply.Refusal.OTHER_INCARNATION) {
                refused(asked, "its address answers as another process");
            } else if (refused.reason() == Reply.Refusal.FALSE_HOST) {
                roles.stop(refused.why());
            }
        }
    }

    private void refused(LeaderRef suspect, String evidence) {
        if (!state.settings.trustRefusal()) {
            return;
        }
        state.allegiance.revoke(suspect);
        boolean decidedAlready = state.allegiance.supported() != null || succession.isPending();
        if (!decidedAlready) {
            roles.elect(suspect, LeaderFate.GONE, suspect.host() + " is gone: " + evidence);
        }
    }

    private void callThroughOthers(LeaderRef suspect) {
        for (String helper : helpers.next(suspect.host())) {
            if (!probes.mayCall()) {
                return;
            }
            Calls.Outcome outcome = probes.counting(new Calls.Outcome() {
                @Override
                public void replied(Frame reply) {
                    answered(suspect, reply);
                }

                @Override
                public void failed(CallFailure failure) {}
            });
            state.calls.callThrough(helper, suspect.host(), new Request.Heartbeat(), outcome);
        }
    }

    static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
