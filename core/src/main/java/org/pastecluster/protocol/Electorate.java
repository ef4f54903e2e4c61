package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;

/** Everybody whose support is asked for: the members, and all other hosts that are known and may know of a leader. */
final class Electorate {

    /** Through so many of those that have answered a silent one is asked. */
    static final int HELPERS = 3;

    private final NodeState state;
    private final Map<String, Voter> voters = new LinkedHashMap<>();
    private @Nullable LeaderRef predecessor;
    private LeaderFate fate = LeaderFate.SILENT;
    private final Set<String> predecessorHelpers = new LinkedHashSet<>();
    private long filledAt;

    Electorate(NodeState state) {
        this.state = state;
    }

    void clear(@Nullable LeaderRef last, LeaderFate fateOfLast) {
        voters.clear();
        predecessorHelpers.clear();
        predecessor = last;
        fate = fateOfLast;
    }

    void fill() {
        filledAt = state.now();
        for (String host : known()) {
            voters.put(host, new Voter(host));
        }
    }

    /** Adds one more; null if it was there already. */
    @Nullable
    Voter add(String host) {
        if (voters.containsKey(host)) {
            return null;
        }
        Voter voter = new Voter(host);
        voters.put(host, voter);
        return voter;
    }

    /** As of now; it may change while they are asked. */
    List<Voter> all() {
        return List.copyOf(voters.values());
    }

    void startRound() {
        predecessorHelpers.clear();
        for (Voter voter : voters.values()) {
            voter.startRound(isWaitedFor(voter.host), patienceWith(voter.host));
        }
    }

    /**
     * The predecessor, if it may be alive, and this helper has not been asked to reach it yet; else null. Notes that
     * the helper is asked now.
     */
    @Nullable
    Voter predecessorFor(String helper) {
        LeaderRef last = predecessor;
        boolean mayAnswer = fate == LeaderFate.SILENT || fate == LeaderFate.RESIGNED;
        if (last == null || !mayAnswer || predecessorHelpers.size() >= HELPERS) {
            return null;
        }
        return predecessorHelpers.add(helper) ? voters.get(last.host()) : null;
    }

    boolean isPredecessor(Voter voter) {
        return isPredecessor(voter.host);
    }

    /**
     * How many calls the round waits for. Who would lead alone waits for everybody but its predecessor.
     *
     * @param early whether those that are suspected are waited for too
     */
    int callsOpen(boolean early) {
        boolean supported = countSupporters() > 0;
        int open = 0;
        for (Voter voter : voters.values()) {
            boolean waitedFor = early || voter.waitedFor || (!supported && !isPredecessor(voter));
            open += voter.answered || !waitedFor ? 0 : voter.open;
        }
        return open;
    }

    int countSupporters() {
        int supporters = 0;
        for (Voter voter : voters.values()) {
            supporters += voter.supports ? 1 : 0;
        }
        return supporters;
    }

    /** The processes that support the claim. */
    List<Member> supporters() {
        List<Member> supporters = new ArrayList<>();
        for (Voter voter : voters.values()) {
            Peer peer = state.peers.find(voter.host);
            if (voter.supports && peer != null && peer.member != null) {
                supporters.add(peer.member);
            }
        }
        return supporters;
    }

    /** Some of those that have answered, to reach others through. */
    List<String> reached() {
        List<String> reached = new ArrayList<>();
        for (Voter voter : voters.values()) {
            if (voter.supports && reached.size() < HELPERS) {
                reached.add(voter.host);
            }
        }
        return reached;
    }

    /** Whether somebody supports another claim, which may win. */
    boolean isContested() {
        return anyMatches(voters.values(), voter -> voter.supportsAnother);
    }

    /** Whether a member of the last view, other than the predecessor, did not tell which leases it may have granted. */
    boolean isAnybodyMissing() {
        return anyMatches(
                voters.values(),
                voter -> !voter.supports && !isPredecessor(voter.host) && state.membership.contains(voter.host));
    }

    /**
     * Until when somebody who is silent may lead without anybody that could tell: so long after it was first called in vain, when it
     * would have answered had it run. One that resigned may have been elected anew, one whose last view does not hold this node may have
     * removed all others, too, and while this node was absent, or before it was started, anybody may have been elected.
     *
     * @param claimedAt when the claim went out: whoever has not been called in vain before was called then
     * @return {@link Peer#NEVER} if there is none
     */
    long endOfUntoldLease(boolean absent, long claimedAt) {
        boolean unsure = fate == LeaderFate.RESIGNED
                || (fate == LeaderFate.SILENT && !state.membership.contains(state.self.member()));
        long until = Peer.NEVER;
        for (Voter voter : voters.values()) {
            boolean mayLead = absent || state.membership.isNew() || (unsure && isPredecessor(voter.host));
            if (voter.isSilent() && mayLead) {
                long silentSince = state.peers.at(voter.host, state.now()).silentSince(claimedAt);
                until = Math.max(until, silentSince + state.timing.lease + state.timing.clockDrift);
            }
        }
        return until;
    }

    private static boolean anyMatches(Collection<Voter> voters, Predicate<Voter> test) {
        for (Voter voter : voters) {
            if (test.test(voter)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPredecessor(String host) {
        return predecessor != null && predecessor.host().equals(host);
    }

    private Set<String> known() {
        Set<String> hosts = new LinkedHashSet<>();
        for (Member member : state.membership.members()) {
            hosts.add(member.host());
        }
        long lately = state.now() - 2 * state.timing.heartbeat;
        for (Peer peer : state.peers.all()) {
            if (peer.isHeardSince(lately)) {
                hosts.add(peer.host);
            }
        }
        hosts.addAll(state.roster.all(state.self.host()));
        hosts.remove(state.self.host());
        hosts.removeIf(this::isNeighbour);
        return hosts;
    }

    /** .NET nodes have no voice, and are not asked for one. */
    private boolean isNeighbour(String host) {
        Peer peer = state.peers.find(host);
        Member member = state.membership.at(host);
        return (peer != null && peer.neighbour) || (member != null && member.isNeighbour());
    }

    /**
     * Who did not answer just now is waited for shortly, and so is who is no member and did not answer when last called; but who
     * founds a cluster waits for everybody.
     */
    private boolean isWaitedFor(String host) {
        Peer peer = state.peers.find(host);
        if (state.membership.isNew() || peer == null) {
            return true;
        }
        if (isPredecessor(host)) {
            return isPredecessorWaitedFor(peer);
        }
        boolean suspectedLately = peer.isSuspectedSince(state.now() - state.timing.lease);
        return state.membership.contains(host) ? !suspectedLately : !peer.isSuspected();
    }

    /** A silent predecessor has the first round in which to say that it lives. */
    private boolean isPredecessorWaitedFor(Peer peer) {
        return switch (fate) {
            case SILENT -> !peer.isSuspectedSince(filledAt);
            case RESIGNED -> true;
            case GONE, LEFT -> false;
        };
    }

    /**
     * Who was silent just now gets less time than others, so that a freeze of the leader costs little more than a lease, and one of
     * the chosen heir no more than a heartbeat.
     */
    private long patienceWith(String host) {
        Peer peer = state.peers.find(host);
        boolean silentPredecessor = isPredecessor(host) && fate == LeaderFate.SILENT;
        boolean silentMember = peer != null
                && state.membership.contains(host)
                && peer.isSuspectedSince(state.now() - state.timing.heartbeat);
        return silentPredecessor || silentMember ? state.timing.lastCheckTimeout : state.timing.heartbeat;
    }
}
