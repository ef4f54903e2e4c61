package org.pastecluster.protocol;

import java.util.List;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Grant;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * One round of asking everybody to support a claim.
 *
 * <p>All are asked at once; who is silent is asked again, and through those that have answered. The round is over when every call that is
 * waited for has had its outcome, at the latest a heartbeat after it began: each call ends within that time. It is not a
 * timer that ends the round, since outcomes come in the order in which answers came: a node that is slow at reading its mailbox does
 * not take what it has not read yet for silence.
 */
final class Round {

    /** What is asked through another takes so many times as long; and whoever is asked may hold a better claim for a head start. */
    private static final int RELAYED_GRACE = 3;

    private final NodeState state;
    private final Electorate electorate;
    private final Request.Compete claim;
    private final Claimant claimant;
    private final long startedAt;
    private final long endsAt;
    private Timers.Timer helpers = Timers.Timer.none();
    private Timers.Timer grace = Timers.Timer.none();
    private boolean begun;
    private boolean closed;
    private boolean helped;

    Round(NodeState state, Electorate electorate, Request.Compete claim, Claimant claimant) {
        this.state = state;
        this.electorate = electorate;
        this.claim = claim;
        this.claimant = claimant;
        this.startedAt = state.now();
        this.endsAt = startedAt + state.timing.heartbeat;
    }

    /** What a claimant makes of it. */
    interface Claimant {
        /** One has answered, for the first time in this round or again; may {@link #close()} the round. */
        void answered(Voter voter, Frame reply);

        /** Leases that may run, also those of which somebody tells who has answered otherwise already. */
        void noteLeases(List<Grant> grants);

        /** Nothing is waited for any more; the round is closed. */
        void isOver(Round round);
    }

    long startedAt() {
        return startedAt;
    }

    void begin() {
        electorate.startRound();
        helpers = state.timers.after(state.timing.heartbeat / 5, this::askTheSilent);
        waitShortly(state.timing.grace);
        for (Voter voter : electorate.all()) {
            ask(voter);
        }
        begun = true;
        endIfAnswered();
    }

    /** Nothing that comes later counts. */
    void close() {
        closed = true;
        helpers.cancel();
        grace.cancel();
    }

    /** Asks one more, or again. */
    void ask(Voter voter) {
        voter.open++;
        state.calls.call(voter.host, claim, timeLeft(voter), new Answer(voter));
    }

    /** Who supports another claim may soon be free of it. */
    void askAgainSoon(Voter voter) {
        if (voter.askedAgainSoon) {
            return;
        }
        voter.askedAgainSoon = true;
        voter.open++;
        state.timers.after(state.timing.heartbeat / 20, () -> {
            if (closed) {
                return;
            }
            voter.open--;
            voter.askedAgainSoon = false;
            if (!voter.answered && state.now() < endsAt) {
                ask(voter);
            }
            endIfAnswered();
        });
    }

    private long timeLeft(Voter voter) {
        return Math.max(startedAt + voter.patience - state.now(), relayedGrace());
    }

    /** A request may have been lost: asks again, and through others. */
    private void askTheSilent() {
        if (startedAt + state.timing.heartbeat / 2 > state.now()) {
            helpers = state.timers.after(state.timing.heartbeat * 2 / 5, this::askTheSilent);
        }
        for (Voter voter : electorate.all()) {
            if (!voter.answered && voter.open > 0) {
                ask(voter);
            }
        }
        askThroughOthers();
    }

    /** Who can't be reached directly may be reached by one who has answered. */
    private void askThroughOthers() {
        helped = true;
        electorate.reached().forEach(this::askThrough);
    }

    private void askThrough(String helper) {
        for (Voter voter : electorate.all()) {
            if (!electorate.isPredecessor(voter)) {
                askThrough(helper, voter, timeLeft(voter));
            }
        }
    }

    /** The silent predecessor gets its time only once, so others are asked to reach it as soon as they have answered. */
    private void askPredecessorThrough(String helper) {
        Voter predecessor = electorate.predecessorFor(helper);
        if (predecessor != null) {
            askThrough(helper, predecessor, timeLeft(predecessor));
        }
    }

    private void askThrough(String helper, Voter voter, long timeout) {
        if (!voter.answered && voter.helpers < Electorate.HELPERS) {
            voter.helpers++;
            voter.open++;
            waitShortly(relayedGrace());
            state.calls.callThrough(helper, voter.host, claim, timeout, new Answer(voter));
        }
    }

    private long relayedGrace() {
        return RELAYED_GRACE * state.timing.grace + state.timing.claimDelay;
    }

    private void waitShortly(long span) {
        grace.cancel();
        grace = state.timers.after(span, this::endIfAnswered);
    }

    private void endIfAnswered() {
        if (!begun || closed || electorate.callsOpen(grace.isPending()) > 0) {
            return;
        }
        if (!helped) {
            askThroughOthers();
        }
        if (electorate.callsOpen(grace.isPending()) == 0) {
            close();
            claimant.isOver(this);
        }
    }

    private final class Answer implements Calls.Outcome {
        private final Voter voter;

        private Answer(Voter voter) {
            this.voter = voter;
        }

        @Override
        public void replied(Frame reply) {
            if (closed) {
                return;
            }
            voter.open--;
            voter.replied = true;
            if (reply.body() instanceof Reply.Stand stand) {
                claimant.noteLeases(stand.grants());
            }
            if (!voter.answered) {
                claimant.answered(voter, reply);
                if (!closed && voter.supports) {
                    askPredecessorThrough(voter.host);
                }
                if (!closed && helped && voter.supports) {
                    askThrough(voter.host);
                }
            }
            endIfAnswered();
        }

        @Override
        public void failed(CallFailure failure) {
            if (closed) {
                return;
            }
            voter.open--;
            voter.refused |= failure == CallFailure.REFUSED && state.settings.trustRefusal();
            endIfAnswered();
        }
    }
}
