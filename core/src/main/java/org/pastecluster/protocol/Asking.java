package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;
import org.pastecluster.protocol.Findings.Finding;

/**
 * Looks for a leader: asks the known hosts at once, joins the leader that one of them names, and competes when nobody leads. In a
 * large cluster only the first of the order ask everybody; the others ask a few of those, and more as long as too few are there.
 *
 * <p>A node that never was a member founds a cluster only under the rule of founding (the promises' text has it): no listed
 * host may have answered as a member of a cluster, and one that neither answers nor refuses delays it.
 */
final class Asking {

    /** Who is not among the first asks so many at once, as long as enough of them are there. */
    private static final int FEW = 8;

    /** If so many of those that were asked are there, it is left to them to ask everybody. */
    private static final int ENOUGH = 3;

    /** So many more are asked in each later sweep. */
    private static final int MORE = 64;

    private static final int FIRST_SWEEPS = 5;

    private final NodeState state;
    private final Roles roles;
    private final CandidateWatch candidate;
    private final Findings findings = new Findings();
    private final Map<Long, LeaderRef> alsoLead = new LinkedHashMap<>();
    private final Set<String> outstanding = new LinkedHashSet<>();
    private Timers.Timer again = Timers.Timer.none();
    private Timers.Timer decision = Timers.Timer.none();
    private boolean active;
    private boolean joining;
    private long triedInVain;
    private long triedInVainUntil = Peer.NEVER;
    private long notBefore;
    private long startedAt;
    private int sweeps;
    private int most;

    Asking(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
        this.candidate = new CandidateWatch(state, roles);
    }

    /**
     * @param head how long others are left to compete first
     */
    void begin(long head) {
        active = true;
        notBefore = state.now() + head;
        joining = false;
        startedAt = state.now();
        sweeps = 0;
        most = FEW;
        findings.clear();
        alsoLead.clear();
        outstanding.clear();
        candidate.begin();
        sweepIn(0);
    }

    void end() {
        active = false;
        again.cancel();
        decision.cancel();
    }

    /** Somebody follows this leader. */
    void hearsOf(LeaderRef leader, String via) {
        boolean triedJustNow = state.now() < triedInVainUntil && leader.incarnation() == triedInVain;
        if (!active || !maySupport(leader) || state.self.is(leader.member())) {
            return;
        }
        if (joining) {
            if (alsoLead.size() < FEW) {
                alsoLead.put(leader.incarnation(), leader);
            }
        } else if (!triedJustNow) {
            join(leader, via);
        }
    }

    /** The leaders that were heard of while another one was asked to let this node in; it must hear of them. */
    List<LeaderRef> alsoLeading() {
        List<LeaderRef> others = List.copyOf(alsoLead.values());
        alsoLead.clear();
        return others;
    }

    /** Who supports a claim accepts no other leader than its candidate. */
    private boolean maySupport(LeaderRef leader) {
        Claim supported = state.allegiance.supported();
        return supported == null || supported.candidate().isSameProcessAs(leader.member());
    }

    /** What is listed has changed, or is waited for no more. */
    void found() {
        if (active && !joining && state.allegiance.supported() == null) {
            sweepIn(0);
        }
    }

    /** A node without a leader called: it need not be asked whether it has one. */
    void called(String host, Envelope envelope) {
        if (active && !findings.contains(host) && !state.roster.listed().contains(host)) {
            findings.put(host, envelope.view().equals(ViewId.NONE) ? Finding.CALLED : Finding.MEMBER);
        }
    }

    private void sweepIn(long delay) {
        again.cancel();
        again = state.timers.after(delay, this::sweep);
    }

    /**
     * Asks. Who supports a claim waits a moment for what becomes of it, and then asks its candidate, and a few others that may know of
     * a leader. Who knows of a leader asks that one to let it in, and nobody else for a moment.
     */
    private void sweep() {
        Claim supported = state.allegiance.supported();
        if (supported != null) {
            if (candidate.isDue()) {
                candidate.ask(supported);
                most = FEW;
                askSome(hosts());
            }
            sweepIn(candidate.pause());
        } else if (joining && sweeps == 0 && state.now() - startedAt < state.timing.heartbeat / 10) {
            sweepIn(state.timing.heartbeat / 10);
        } else {
            sweeps++;
            sweepIn(sweeps <= FIRST_SWEEPS ? state.timing.heartbeat / 5 : state.timing.heartbeat);
            List<String> hosts = hosts();
            findings.expect(hosts);
            most = asksAll(hosts) ? Integer.MAX_VALUE : most + (sweeps == 1 ? 0 : MORE);
            askSome(hosts);
            decide();
        }
    }

    /**
     * The first of the order ask everybody. To the others it is enough if some of those ahead of them are there, who will tell or
     * compete; else they ask on.
     */
    private boolean asksAll(List<String> hosts) {
        if (sweeps > FIRST_SWEEPS || hosts.size() <= FEW) {
            return true;
        }
        return FirstClaimants.areFewAhead(state, isFounder());
    }

    private void askSome(List<String> hosts) {
        int order = 0;
        for (String host : hosts) {
            boolean counts = order < FEW || most == Integer.MAX_VALUE || !findings.contains(host);
            boolean called = sweeps <= FIRST_SWEEPS && findings.hasCalled(host);
            if (order < most && counts && !called && outstanding.add(host)) {
                ask(host);
            }
            order++;
        }
    }

    /** Too few of those that were asked are there: asks more. */
    private void askOn() {
        if (active && !joining && outstanding.isEmpty() && findings.isOpen() && findings.countAlive() < ENOUGH) {
            most *= 2;
            askSome(hosts());
        }
    }

    /** All who would be asked, in the same order at nodes that know the same: those who compete first are ahead. */
    private List<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        if (isFounder()) {
            hosts.add(state.self.host());
        }
        for (Member member : state.membership.members()) {
            hosts.add(member.host());
        }
        List<String> listed = new ArrayList<>(state.roster.listed());
        listed.sort(null);
        hosts.addAll(listed);
        hosts.addAll(state.roster.all(state.self.host()));
        if (!isFounder()) {
            hosts.remove(state.self.host());
        }
        return new ArrayList<>(hosts);
    }

    /**
     * Whether it never was a member. It asks at its own address too: if another process answers there, both learn of each other,
     * and this one stops before it leads anybody.
     */
    private boolean isFounder() {
        return state.membership.isNew();
    }

    private void ask(String host) {
        long round = startedAt;
        long askedAt = state.now();
        state.calls.call(host, new Request.Ask(host), new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                if (isThisRound(round)) {
                    outstanding.remove(host);
                    if (reply.body() instanceof Reply.State found
                            && found.leader() != null
                            && reply.envelope().following() != null) {
                        roles.voting().heardOf(found.leader(), askedAt - found.leaderNewsNanos());
                    }
                    answered(host, reply);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                if (isThisRound(round)) {
                    outstanding.remove(host);
                    findings.put(host, Finding.of(failure));
                    askOn();
                    decide();
                }
            }

            @Override
            public void answeredByOneself() {
                if (isThisRound(round)) {
                    outstanding.remove(host);
                    findings.put(host, Finding.ONESELF);
                    decide();
                }
            }
        });
    }

    private boolean isThisRound(long round) {
        return active && round == startedAt;
    }

    private void answered(String host, Frame reply) {
        if (reply.body() instanceof Reply.State found) {
            findings.put(host, found.member() ? Finding.MEMBER : Finding.FREE);
            LeaderRef leader = found.leader();
            boolean hears = found.leaderNewsNanos() < state.timing.verdict;
            if (leader != null && hears && !joining && reply.envelope().following() != null) {
                hearsOf(leader, host);
            }
        } else if (reply.body() instanceof Reply.Refused refused) {
            if (refused.reason() == Reply.Refusal.FALSE_HOST) {
                roles.stop(refused.why());
                return;
            }
            Finding busy = refused.leader() == null ? Finding.SILENT : Finding.MEMBER;
            findings.put(host, refused.reason() == Reply.Refusal.BUSY ? busy : Finding.FREE);
        } else if (reply.body() instanceof Reply.Neighbour) {
            findings.put(host, Finding.NEIGHBOUR);
        }
        askOn();
        decide();
    }

    private void join(LeaderRef leader, String via) {
        joining = true;
        long round = startedAt;
        long triedAt = state.now();
        Request.Join join = new Request.Join(wanted());
        Calls.Outcome outcome = new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                if (isThisRound(round)) {
                    joining = false;
                    joined(reply);
                    sweepIfNeverDone();
                }
            }

            @Override
            public void failed(CallFailure failure) {
                if (isThisRound(round)) {
                    joining = false;
                    triedInVain = leader.incarnation();
                    triedInVainUntil = state.now() + state.timing.heartbeat;
                    roles.oneWayLeader().notReached(leader, triedAt);
                    sweepIfNeverDone();
                    decide();
                }
            }
        };
        Calls.Outcome direct = new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                outcome.replied(reply);
            }

            @Override
            public void failed(CallFailure failure) {
                if (isThisRound(round) && !via.equals(leader.host())) {
                    state.calls.callThrough(via, leader.host(), join, outcome);
                } else {
                    outcome.failed(failure);
                }
            }
        };
        // At the end of the step: what was heard may be that leader's own view, with which nothing more is asked for.
        state.timers.after(0, () -> {
            if (isThisRound(round)) {
                state.calls.call(leader.host(), join, state.timing.checkTimeout, direct);
            }
        });
    }

    private void joined(Frame reply) {
        if (reply.body() instanceof Reply.Update answer && answer.update() != null) {
            ViewUpdate update = answer.update();
            if (maySupport(update.leader())) {
                roles.reception().join(update);
            }
            triedInVain = update.leader().incarnation();
            triedInVainUntil = state.now() + state.timing.heartbeat / 5;
        } else if (reply.body() instanceof Reply.Refused refused) {
            if (refused.reason() == Reply.Refusal.FALSE_HOST) {
                roles.stop(refused.why());
            } else if (refused.leader() != null) {
                hearsOf(refused.leader(), reply.envelope().from().host());
            }
        }
    }

    /** What the leader should look for on this node's behalf. */
    private List<String> wanted() {
        List<String> wanted = state.roster.all(state.self.host());
        return wanted.subList(0, Math.min(wanted.size(), Search.AT_ONCE));
    }

    private void sweepIfNeverDone() {
        if (active && sweeps == 0) {
            sweepIn(0);
        }
    }

    /** The claim that was supported has come to nothing, often because a better one is about to win. */
    void supportEnded() {
        decide();
        if (active && sweeps == 0) {
            sweepIn(state.timing.grace);
        }
    }

    /** Competes as soon as the round allows it. */
    void decide() {
        decision.cancel();
        if (!active || joining || state.allegiance.supported() != null) {
            return;
        }
        long allowed = Math.max(notBefore, startedAt + state.timing.foundingMargin);
        if (state.now() >= allowed) {
            allowed = Math.max(allowed, competesFrom());
        }
        if (allowed == Long.MAX_VALUE) {
            return;
        }
        if (state.now() >= allowed) {
            roles.compete(lastLeader());
        } else {
            decision = state.timers.at(allowed, this::decide);
        }
    }

    private @Nullable LeaderRef lastLeader() {
        LeaderRef publisher = state.membership.publisher();
        return publisher == null || state.self.is(publisher.member()) ? null : publisher;
    }

    /** A former member competes once its round is over. */
    private long competesFrom() {
        if (isFounder()) {
            return Math.max(state.roster.foundBy(), findings.foundsFrom(startedAt, state.timing));
        }
        return startedAt + (findings.isOpen() ? state.timing.firstRound : state.timing.foundingMargin);
    }
}
