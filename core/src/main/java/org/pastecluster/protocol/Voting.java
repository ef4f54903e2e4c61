package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * What this node makes of others' claims to lead.
 *
 * <p>A follower that is asked to support a claim calls its leader first; if that one answers, the claimant hears so. Who
 * supports a claim acknowledges nobody until the claim ends, and tells its claimant how much of a lease it may have granted.
 * A better claim waits, shortly, until the claimant of the worse one has withdrawn.
 */
final class Voting {

    private static final int BOUND = 256;

    private final NodeState state;
    private final Roles roles;
    private final List<Ballot> checking = new ArrayList<>();
    private final List<Ballot> held = new ArrayList<>();
    private Timers.Timer expiry = Timers.Timer.none();
    private final Map<Long, Long> withdrawn = new LinkedHashMap<>();
    private long supportedSince;
    private @Nullable LeaderRef predecessor;
    private @Nullable LeaderRef rivalHeard;

    Voting(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    void onCompete(Request.Compete request, Envelope envelope, Replies reply) {
        Ballot ballot = new Ballot(request, envelope, reply);
        if (checking.size() + held.size() >= BOUND) {
            reply.refuse(Reply.Refusal.BUSY, "too many claims wait here", state.allegiance.acknowledged());
            return;
        }
        if (isWithdrawn(ballot)) {
            reply.acknowledge();
            return;
        }
        LeaderRef leader = state.allegiance.leader();
        LeaderRef resigned = resigned(request);
        if (resigned != null) {
            state.allegiance.revokeUpTo(resigned);
        }
        if (roles.role() == Role.LEADING) {
            leaderLives(ballot, leader);
        } else if (roles.role() == Role.FOLLOWING && leader != null && !isResignation(resigned, leader)) {
            considerAsFollower(ballot, leader);
        } else {
            consider(ballot);
        }
    }

    void onWithdraw(Request.Withdraw request, Envelope envelope, Replies reply) {
        long candidate = envelope.from().incarnation();
        withdrawn.remove(candidate);
        withdrawn.put(candidate, envelope.stamp());
        if (withdrawn.size() > BOUND) {
            withdrawn.remove(withdrawn.keySet().iterator().next());
        }
        dropWithdrawn(checking);
        dropWithdrawn(held);
        Claim supported = state.allegiance.supported();
        if (supported != null && supported.isOfSameCandidateAs(request.claim())) {
            endSupport();
        }
        reply.acknowledge();
    }

    /** The leader of which the claimant knows that it gave leadership up; null for none. */
    private static @Nullable LeaderRef resigned(Request.Compete request) {
        return request.fate().gaveUp() ? request.predecessor() : null;
    }

    private static boolean isResignation(@Nullable LeaderRef resigned, LeaderRef of) {
        return resigned != null && resigned.isSameProcessAs(of) && resigned.number() >= of.number();
    }

    private void dropWithdrawn(List<Ballot> waiting) {
        for (Ballot ballot : List.copyOf(waiting)) {
            if (isWithdrawn(ballot)) {
                waiting.remove(ballot);
                ballot.reply.acknowledge();
            }
        }
    }

    /**
     * Somebody follows this leader, while this node supports a claim: the claimant is told, at once and when it asks again. Who still
     * follows the one that is to be replaced may not have noticed yet, and is no reason against the claim unless it has fresh news of it.
     *
     * @param newsAt when that leader was alive, as is known for certain; {@link Peer#NEVER} if nothing is
     */
    void heardOf(LeaderRef other, long newsAt) {
        Claim supported = state.allegiance.supported();
        LeaderRef replaced = predecessor;
        boolean unnoticed = replaced != null && replaced.isSameProcessAs(other) && newsAt <= supportedSince;
        if (supported != null
                && !supported.candidate().isSameProcessAs(other.member())
                && !unnoticed
                && !state.self.is(other.member())) {
            if (rivalHeard == null || !rivalHeard.isSameProcessAs(other)) {
                state.calls.call(supported.candidate().host(), new Request.Sighting(other), Calls.NO_MATTER);
            }
            rivalHeard = other;
        }
    }

    /** A claim may arrive, or its leader check end, after the word that it was withdrawn. */
    private boolean isWithdrawn(Ballot ballot) {
        Long ended = withdrawn.get(ballot.envelope.from().incarnation());
        return ended != null && ballot.envelope.stamp() < ended;
    }

    /** The leader that claims were being checked against is gone: they count. Returns whether one is supported now. */
    boolean supportsAfterLeader() {
        List<Ballot> waiting = List.copyOf(checking);
        checking.clear();
        waiting.forEach(this::consider);
        return state.allegiance.supported() != null;
    }

    /** The claim has ended: its candidate leads, or gave way, or was not heard of for too long. */
    void endSupport() {
        expiry.cancel();
        state.allegiance.endSupport();
        List<Ballot> waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(this::consider);
        if (state.allegiance.supported() == null) {
            roles.supportEnded();
        }
    }

    /** The support that was given turned into following the candidate. */
    void settled() {
        expiry.cancel();
        List<Ballot> waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(ballot -> leaderLives(ballot, state.allegiance.leader()));
    }

    /**
     * This node's own claim gave way to a better one.
     *
     * @param replaced whom it wanted to succeed; null for none
     */
    void supportInstead(Claim claim, @Nullable LeaderRef replaced) {
        predecessor = replaced;
        support(claim);
    }

    private void considerAsFollower(Ballot ballot, LeaderRef leader) {
        Claim supported = state.allegiance.supported();
        if (leader.member().isSameProcessAs(ballot.claim().candidate())
                && !state.numbers.isClosed(ballot.claim().number())) {
            state.allegiance.revoke(leader);
            roles.ask(leader.host() + " competes anew");
            consider(ballot);
        } else if (supported != null) {
            if (supported.isOfSameCandidateAs(ballot.claim())
                    && roles.following().isHeardSince(supportedSince)) {
                endSupport();
                leaderLives(ballot, leader);
            } else {
                consider(ballot);
            }
        } else if (isUnknownTo(ballot, leader) && roles.following().newsAge() < state.timing.verdict) {
            leaderLives(ballot, leader);
        } else {
            checking.add(ballot);
            if (checking.size() == 1) {
                check(leader);
            }
        }
    }

    /** Whether the claimant means to succeed a leader before this one: it has not heard of this one, and would not wait for its lease. */
    private static boolean isUnknownTo(Ballot ballot, LeaderRef leader) {
        LeaderRef last = ballot.request.predecessor();
        return last != null && !last.isSameProcessAs(leader) && last.number() < leader.number();
    }

    private void check(LeaderRef leader) {
        long askedAt = state.now();
        state.calls.call(leader.host(), new Request.Ask(leader.host()), state.timing.checkTimeout, new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                LeaderRef leads = reply.envelope().following();
                Member there = reply.envelope().from();
                if (!there.host().equals(leader.host())) {
                    // A name that leads to another node: nothing is known of the leader.
                    failed(CallFailure.FOREIGN);
                } else if (there.isSameProcessAs(leader.member()) && leads != null && leads.isSameProcessAs(leader)) {
                    checked(leader, ballot -> leaderLives(ballot, leader));
                } else {
                    state.allegiance.revoke(leader);
                    checked(leader, Voting.this::consider);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                if (lives(failure, askedAt, leader)) {
                    checked(leader, ballot -> leaderLives(ballot, leader));
                    return;
                }
                if (failure == CallFailure.REFUSED && state.settings.trustRefusal()) {
                    state.peers.at(leader.host(), state.now()).refusal().proves();
                    state.allegiance.revoke(leader);
                }
                checked(leader, Voting.this::consider);
            }
        });
    }

    /** Whether a call in vain proves nothing: this node itself has heard the leader lately. */
    private boolean lives(CallFailure failure, long askedAt, LeaderRef leader) {
        if (failure != CallFailure.REFUSED) {
            return roles.following().isHeardSince(askedAt);
        }
        Peer peer = state.peers.at(leader.host(), state.now());
        Refusal refusal = peer.refusal();
        // Who refused may have been asked by another node, of whose calls nothing is remembered here.
        return refusal.hasCalledSince(askedAt)
                || (refusal.isDisproved() && peer.isHeardSince(state.now() - refusal.saysNothingFor(state.timing)));
    }

    /** Goes on with those who waited for the check, unless this node follows somebody else by now. */
    private void checked(LeaderRef leader, Consumer<Ballot> then) {
        List<Ballot> waiting = List.copyOf(checking);
        checking.clear();
        LeaderRef current = state.allegiance.leader();
        for (Ballot ballot : waiting) {
            if (roles.role() == Role.FOLLOWING && current != null && !current.isSameProcessAs(leader)) {
                considerAsFollower(ballot, current);
            } else {
                then.accept(ballot);
            }
        }
    }

    /** Nobody is known to lead: what counts is the claim itself. */
    private void consider(Ballot ballot) {
        Claim claim = ballot.claim();
        if (roles.role() == Role.LEADING) {
            leaderLives(ballot, state.allegiance.leader());
        } else if (state.numbers.isClosed(claim.number())) {
            ballot.stand(Reply.Stance.CLOSED_NUMBER, null, null, List.of());
        } else if (roles.candidacy().isRunning()) {
            considerAsRival(ballot);
        } else {
            considerAsSupporter(ballot);
        }
    }

    private void considerAsRival(Ballot ballot) {
        Claim mine = roles.candidacy().claim();
        if (mine == null || ballot.claim().isBetterThan(mine)) {
            roles.candidacy().giveWayTo(ballot.claim());
            yes(ballot);
        } else {
            roles.candidacy().include(ballot.claimant());
            ballot.stand(Reply.Stance.BETTER_CLAIM, null, mine, List.of());
        }
    }

    private void considerAsSupporter(Ballot ballot) {
        Claim supported = state.allegiance.supported();
        LeaderRef rival = supported == null ? leaderHeardOf(ballot) : rivalHeard;
        if (supported == null && rival != null) {
            leaderLives(ballot, rival);
        } else if (supported != null && supported.isOfSameCandidateAs(ballot.claim()) && rival != null) {
            endSupport();
            leaderLives(ballot, rival);
        } else if (supported == null || supported.isOfSameCandidateAs(ballot.claim())) {
            predecessor = ballot.request.predecessor();
            support(ballot.claim());
            yes(ballot);
        } else if (ballot.claim().isBetterThan(supported)) {
            held.add(ballot);
            state.timers.after(state.timing.claimDelay, () -> stopHolding(ballot));
        } else {
            ballot.stand(Reply.Stance.BETTER_CLAIM, null, supported, List.of());
        }
    }

    /**
     * A leader that was elected after the claimant's last one, and that somebody has followed within a lease: the claimant was not
     * there. Null for none.
     */
    private @Nullable LeaderRef leaderHeardOf(Ballot ballot) {
        LeaderRef last = ballot.request.predecessor();
        long lastNumber = ballot.envelope.view().number();
        Member candidate = ballot.claim().candidate();
        Peer hearing = state.peers.lastFollowing(
                last == null ? lastNumber : Math.max(lastNumber, last.number()),
                state.now() - state.timing.lease,
                (follower, leader) -> state.self.is(leader.member()) || candidate.isSameProcessAs(leader.member()));
        return hearing == null ? null : hearing.following;
    }

    /** The claimant of the worse claim did not withdraw: both must compete with each other. */
    private void stopHolding(Ballot ballot) {
        if (held.remove(ballot)) {
            ballot.stand(Reply.Stance.BETTER_CLAIM, null, state.allegiance.supported(), List.of());
        }
    }

    private void support(Claim claim) {
        if (state.allegiance.supported() == null) {
            supportedSince = state.now();
            rivalHeard = null;
        }
        state.numbers.see(claim.number());
        state.allegiance.support(claim);
        expiry.cancel();
        expiry = state.timers.after(state.timing.support, this::endSupport);
    }

    private void yes(Ballot ballot) {
        List<Grant> grants = new ArrayList<>(state.allegiance.running(state.now(), state.self.uptime(state.now())));
        Request.Compete request = ballot.request;
        for (Grant heard : Hearsay.leases(
                state, request.predecessor(), request.fate(), ballot.claim().candidate())) {
            if (grants.stream().noneMatch(own -> own.covers(heard))) {
                grants.add(heard);
            }
        }
        ballot.stand(Reply.Stance.YES, null, null, grants);
    }

    private static void leaderLives(Ballot ballot, @Nullable LeaderRef leader) {
        ballot.stand(Reply.Stance.LEADER_LIVES, leader, null, List.of());
    }

    private record Ballot(Request.Compete request, Envelope envelope, Replies reply) {
        String claimant() {
            return envelope.from().host();
        }

        Claim claim() {
            return request.claim();
        }

        void stand(Reply.Stance stance, @Nullable LeaderRef rival, @Nullable Claim better, List<Grant> grants) {
            reply.give(new Reply.Stand(stance, rival, better, grants));
        }
    }
}
