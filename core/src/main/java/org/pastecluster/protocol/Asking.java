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
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/**
 * Looks for a leader: asks every known host at once, joins the leader that one of them names, and competes when nobody leads.
 *
 * <p>A node that never was a member founds a cluster only under the rule of founding (the promises' text has it): no listed
 * host may have answered as a member of a cluster, and one that neither answers nor refuses delays it.
 */
final class Asking {

    private final NodeState state;
    private final Roles roles;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Set<String> outstanding = new LinkedHashSet<>();
    private Timers.Timer again = Timers.Timer.none();
    private Timers.Timer decision = Timers.Timer.none();
    private boolean active;
    private boolean absent;
    private boolean joining;
    private long triedInVain;
    private long triedInVainUntil = Peer.NEVER;
    private long notBefore;
    private long startedAt;
    private int sweeps;

    Asking(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    /** What a host turned out to be. */
    private enum Finding {
        /** A node without a leader that never was a member. */
        FREE,
        /** A node without a leader that was a member of a cluster. */
        MEMBER,
        /** This node itself, by another spelling of its address. */
        ONESELF,
        /** A .NET node; it neither forbids nor delays founding. */
        NEIGHBOUR,
        REFUSED,
        SILENT,
        FOREIGN,
        REJECTED
    }

    /**
     * @param head how long others are left to compete first
     * @param wasAbsent whether others may have elected a leader without this node's knowledge
     */
    void begin(long head, boolean wasAbsent) {
        active = true;
        absent = wasAbsent;
        notBefore = state.now() + head;
        joining = false;
        startedAt = state.now();
        sweeps = 0;
        findings.clear();
        outstanding.clear();
        sweep();
    }

    void end() {
        active = false;
        again.cancel();
        decision.cancel();
    }

    /** Somebody follows this leader. */
    void hearsOf(LeaderRef leader, String via) {
        boolean triedJustNow = state.now() < triedInVainUntil && leader.incarnation() == triedInVain;
        if (active && !joining && !triedJustNow && maySupport(leader) && !state.self.is(leader.member())) {
            join(leader, via);
        }
    }

    /** Who supports a claim accepts no other leader than its candidate. */
    private boolean maySupport(LeaderRef leader) {
        Claim supported = state.allegiance.supported();
        return supported == null || supported.candidate().isSameProcessAs(leader.member());
    }

    private void sweep() {
        if (!active) {
            return;
        }
        sweeps++;
        for (String host : hosts()) {
            if (outstanding.add(host)) {
                ask(host);
            }
        }
        long pause = sweeps <= 5 ? state.timing.heartbeat / 5 : state.timing.heartbeat;
        again = state.timers.after(pause, this::sweep);
        decide();
    }

    private List<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>(state.roster.all(state.self.host()));
        for (Member member : state.membership.members()) {
            hosts.add(member.host());
        }
        hosts.remove(state.self.host());
        if (isFounder()) {
            hosts.add(state.self.host());
        }
        return new ArrayList<>(hosts);
    }

    /**
     * Whether it never was a member. It asks at its own address too: if another process answers there, both learn of each other,
     * and this one stops before it leads anybody.
     */
    private boolean isFounder() {
        return state.membership.id().equals(ViewId.NONE);
    }

    private void ask(String host) {
        long round = startedAt;
        state.calls.call(host, new Request.Ask(host), new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                if (isThisRound(round)) {
                    outstanding.remove(host);
                    answered(host, reply);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                if (isThisRound(round)) {
                    outstanding.remove(host);
                    findings.put(host, findingOf(failure));
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
            findings.put(host, refused.reason() == Reply.Refusal.BUSY ? Finding.SILENT : Finding.FREE);
        } else if (reply.body() instanceof Reply.Neighbour) {
            findings.put(host, Finding.NEIGHBOUR);
        }
        decide();
    }

    private static Finding findingOf(CallFailure failure) {
        return switch (failure) {
            case REFUSED -> Finding.REFUSED;
            case SILENT -> Finding.SILENT;
            case FOREIGN -> Finding.FOREIGN;
            case REJECTED -> Finding.REJECTED;
        };
    }

    private void join(LeaderRef leader, String via) {
        joining = true;
        long round = startedAt;
        Request.Join join = new Request.Join(wanted());
        Calls.Outcome outcome = new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                if (isThisRound(round)) {
                    joining = false;
                    joined(reply);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                if (isThisRound(round)) {
                    joining = false;
                    triedInVain = leader.incarnation();
                    triedInVainUntil = state.now() + state.timing.heartbeat;
                    decide();
                }
            }
        };
        state.calls.call(leader.host(), join, state.timing.checkTimeout, new Calls.Outcome() {
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
        return wanted.subList(0, Math.min(wanted.size(), 64));
    }

    /** Competes as soon as the round allows it. */
    void decide() {
        decision.cancel();
        if (!active || joining || state.allegiance.supported() != null) {
            return;
        }
        long allowed = competesFrom();
        if (allowed == Long.MAX_VALUE) {
            return;
        }
        allowed = Math.max(allowed, notBefore);
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

    private long competesFrom() {
        return isFounder() ? foundsFrom() : competesAgainFrom();
    }

    /**
     * A former member competes once its round is over. One that was absent takes a silent host for a leader that is frozen, as a founder
     * does.
     */
    private long competesAgainFrom() {
        boolean open = false;
        boolean silent = false;
        for (String host : hosts()) {
            Finding found = findings.get(host);
            open |= found == null;
            silent |= found == null || found == Finding.SILENT;
        }
        long margin = startedAt + state.timing.foundingMargin;
        if (absent && silent) {
            return startedAt + state.timing.lease;
        }
        return open ? startedAt + state.timing.firstRound : margin;
    }

    private long foundsFrom() {
        long from = startedAt + state.timing.foundingMargin;
        boolean accepted = false;
        boolean rejected = false;
        Set<String> asked = new LinkedHashSet<>(state.roster.all(state.self.host()));
        asked.add(state.self.host());
        for (String host : asked) {
            Finding found = findings.get(host);
            if (found == null || found == Finding.SILENT) {
                from = Math.max(from, startedAt + state.timing.lease);
            } else if (found == Finding.FOREIGN) {
                from = Math.max(from, startedAt + state.timing.foreignDelay);
            } else if (found == Finding.MEMBER) {
                from = Math.max(from, startedAt + state.timing.membersHead);
            }
            accepted |= found == Finding.FREE;
            rejected |= found == Finding.REJECTED;
        }
        return rejected && !accepted ? Long.MAX_VALUE : from;
    }
}
