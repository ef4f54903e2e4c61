package org.pastecluster.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.HistoryKind;
import org.pastecluster.Member;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * This node's own claim to lead.
 *
 * <p>The claim goes to everybody at once. A {@link Round} is over when every call that it waits for has its outcome, which each has
 * within a heartbeat, so that dead nodes do not lengthen it. Leases that the answers tell of are waited for, with the claim repeated meanwhile, and once more before
 * the claimant leads. Who meets a better claim gives way to it.
 */
final class Candidacy implements Round.Claimant {

    private final NodeState state;
    private final Roles roles;
    private final Electorate electorate;
    private final LeaseWait leases;
    private Timers.Timer next = Timers.Timer.none();
    private @Nullable Claim claim;
    private @Nullable Round round;
    private @Nullable LeaderRef predecessor;
    private LeaderFate fate = LeaderFate.SILENT;
    private boolean running;
    private long claimedAt;

    Candidacy(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
        this.electorate = new Electorate(state);
        this.leases = new LeaseWait(state);
    }

    /** Whether it competes, or is about to. */
    boolean isRunning() {
        return running;
    }

    /** What it claims; null while others have a head start. */
    @Nullable
    Claim claim() {
        return claim;
    }

    /**
     * @param last the leader that was followed before; null for none
     * @param fateOfLast what became of it: if that is known, its lease need not be waited for
     * @param delay how much of a head start others get
     */
    void begin(@Nullable LeaderRef last, LeaderFate fateOfLast, long delay) {
        running = true;
        predecessor = last;
        fate = fateOfLast;
        leases.begin(fate.isKnown() ? null : last);
        electorate.clear(last, fate);
        claim = null;
        if (delay == 0) {
            start();
        } else {
            next = state.timers.after(delay, this::start);
        }
    }

    void end() {
        running = false;
        claim = null;
        next.cancel();
        if (round != null) {
            round.close();
        }
    }

    /** Another claimant, who must hear of this claim too. */
    void include(String host) {
        Voter voter = running && claim != null ? electorate.add(host) : null;
        if (voter != null && round != null) {
            voter.startRound(true, state.timing.heartbeat);
            round.ask(voter);
        }
    }

    /** A better claim is there: tells everybody that this one has ended, and supports the other. */
    void giveWayTo(Claim better) {
        state.out.note(
                HistoryKind.CLAIM,
                better.number(),
                better.candidate(),
                "the better claim, to which this node gave way");
        withdraw();
        roles.supportInstead(better, predecessor);
    }

    /** A node that says it leads was heard: the predecessor, or another. */
    void heardLeader(LeaderRef leader) {
        if (predecessor != null && leader.isSameProcessAs(predecessor)) {
            predecessorLives(leader, leader.host());
        } else {
            withdraw();
            roles.ask(leader.host() + " leads");
            roles.hearsOf(leader, leader.host());
        }
    }

    /** A supporter has met a node that follows another leader. */
    void heardOfLeader(LeaderRef leader, String via) {
        if (!running || state.self.is(leader.member())) {
            return;
        }
        if (predecessor != null && leader.isSameProcessAs(predecessor)) {
            predecessorLives(leader, via);
        } else {
            withdraw();
            roles.ask(via + " has heard of " + leader.host() + " as leader");
            roles.hearsOf(leader, via);
        }
    }

    /** The leader that was given up is heard again. */
    private void predecessorLives(LeaderRef leader, String via) {
        state.out.note(HistoryKind.CLAIM, 0, leader.member(), "withdrawn: the leader lives, as " + via + " says");
        withdraw();
        roles.resume(leader, via);
    }

    /** Ends the claim and tells everybody who may support it. */
    void withdraw() {
        Claim ended = claim;
        List<Voter> told = electorate.all();
        end();
        if (ended != null) {
            for (Voter voter : told) {
                if (voter.mayGiveSupport) {
                    state.calls.call(voter.host, new Request.Withdraw(ended), Calls.NO_MATTER);
                }
            }
        }
    }

    private void start() {
        claimedAt = state.now();
        claim = new Claim(state.numbers.next(), state.self.wallMillis(state.now()), state.self.member());
        state.out.note(
                HistoryKind.CLAIM,
                claim.number(),
                state.self.member(),
                "this node competes" + (predecessor == null ? "" : " to succeed " + predecessor.host()));
        for (Grant own : state.allegiance.running(state.now(), state.self.uptime(state.now()))) {
            leases.add(own);
        }
        noteLeases(Hearsay.leases(state, predecessor, fate, state.self.member()));
        electorate.fill();
        startRound();
    }

    private void startRound() {
        round = new Round(state, electorate, compete(), this);
        round.begin();
    }

    private Request.Compete compete() {
        Claim mine = claim;
        if (mine == null) {
            throw new IllegalStateException("no claim is made yet");
        }
        return new Request.Compete(mine, predecessor, fate);
    }

    @Override
    public void isOver(Round over) {
        if (state.numbers.isClosed(compete().claim().number())) {
            again("the number was published meanwhile");
            return;
        }
        int supporters = 1 + electorate.countSupporters();
        if (supporters < state.settings.minMembers()) {
            tooFew(supporters);
            return;
        }
        long until = leases.end(electorate.isAnybodyMissing(), claimedAt);
        until = Math.max(until, electorate.endOfUntoldLease(roles.absence().isLasting(), claimedAt));
        boolean isStale = state.now() - over.startedAt() >= state.timing.doubt;
        if (isStale) {
            startRound();
        } else if (electorate.isContested()) {
            next = state.timers.after(state.timing.heartbeat / 4, this::startRound);
        } else if (until <= over.startedAt()) {
            lead(over.startedAt());
        } else {
            long pause = Math.min(Math.max(until - state.now(), 0), state.timing.heartbeat / 2);
            next = state.timers.after(pause, this::startRound);
        }
    }

    private void again(String why) {
        noteWithdrawn(why);
        withdraw();
        roles.ask(why);
    }

    private void tooFew(int supporters) {
        String why = "only " + supporters + " of at least " + state.settings.minMembers() + " members can be reached";
        noteWithdrawn(why);
        withdraw();
        roles.askAndPause(why);
    }

    private void noteWithdrawn(String why) {
        state.out.note(HistoryKind.CLAIM, 0, state.self.member(), "withdrawn: " + why);
    }

    private void lead(long supportedAt) {
        Claim won = compete().claim();
        List<Member> supporters = electorate.supporters();
        String why = predecessor == null
                ? "nobody led"
                : fate.isKnown()
                        ? predecessor.host() + " is gone"
                        : "no lease of " + predecessor.host() + " runs any more";
        end();
        roles.lead(won, supporters, supportedAt, why);
    }

    @Override
    public void answered(Voter voter, Frame reply) {
        if (reply.body() instanceof Reply.Stand stand) {
            voter.answered = true;
            voter.mayGiveSupport = stand.stance() == Reply.Stance.YES;
            switch (stand.stance()) {
                case YES -> {
                    voter.supports = true;
                    voter.supportsAnother = false;
                }
                case BETTER_CLAIM -> outdone(voter, stand);
                case LEADER_LIVES -> leaderLives(voter, stand);
                case CLOSED_NUMBER -> again("the number was published already");
            }
        } else if (reply.body() instanceof Reply.Refused refused && refused.reason() == Reply.Refusal.FALSE_HOST) {
            roles.stop(refused.why());
        } else if (reply.body() instanceof Reply.Refused refused
                && refused.reason() == Reply.Refusal.OTHER_INCARNATION
                && !voter.calledAgain) {
            voter.calledAgain = true;
            askAgain(voter);
        } else {
            voter.answered = true;
        }
    }

    @Override
    public void noteLeases(List<Grant> grants) {
        grants.forEach(leases::add);
    }

    private void askAgain(Voter voter) {
        if (round != null) {
            round.ask(voter);
        }
    }

    private void outdone(Voter voter, Reply.Stand stand) {
        Claim better = stand.better();
        if (better != null && better.isBetterThan(compete().claim())) {
            giveWayTo(better);
            return;
        }
        voter.answered = false;
        voter.supportsAnother = true;
        if (better != null && !state.self.is(better.candidate())) {
            include(better.candidate().host());
        }
        if (round != null) {
            round.askAgainSoon(voter);
        }
    }

    private void leaderLives(Voter voter, Reply.Stand stand) {
        LeaderRef rival = stand.rival();
        if (rival == null || state.self.is(rival.member())) {
            return;
        }
        if (predecessor != null && rival.isSameProcessAs(predecessor)) {
            predecessorLives(rival, voter.host);
        } else {
            withdraw();
            roles.ask(voter.host + " names " + rival.host() + " as leader");
            roles.hearsOf(rival, voter.host);
        }
    }
}
