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
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.ViewId;

/** Everybody whose support is asked for: the members, and all other hosts that are known and may know of a leader. */
final class Electorate {

    private static final int HELPERS = 3;

    private final NodeState state;
    private final Map<String, Voter> voters = new LinkedHashMap<>();
    private @Nullable LeaderRef predecessor;
    private boolean predecessorGone;

    Electorate(NodeState state) {
        this.state = state;
    }

    void clear(@Nullable LeaderRef last, boolean gone) {
        voters.clear();
        predecessor = last;
        predecessorGone = gone;
    }

    void fill() {
        for (String host : known()) {
            voters.put(host, new Voter(host, isWaitedFor(host)));
        }
    }

    /** Adds one more; null if it was there already. */
    @Nullable
    Voter add(String host) {
        if (voters.containsKey(host)) {
            return null;
        }
        Voter voter = new Voter(host, true);
        voters.put(host, voter);
        return voter;
    }

    /** As of now; it may change while they are asked. */
    List<Voter> all() {
        return List.copyOf(voters.values());
    }

    void startRound() {
        voters.values().forEach(Voter::startRound);
    }

    boolean isPredecessor(Voter voter) {
        return isPredecessor(voter.host);
    }

    /** How many answers the round waits for. Who would lead alone waits for everybody. */
    int attemptsOpen() {
        boolean supported = countSupporters() > 0;
        int open = 0;
        for (Voter voter : voters.values()) {
            boolean waitedFor = voter.waitedFor || !supported;
            open += voter.answered || !waitedFor ? 0 : voter.attempts;
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

    /** Whether a member of the last view, other than the predecessor, neither answered nor refused. */
    boolean isAnybodyMissing() {
        return anyMatches(
                voters.values(),
                voter -> !voter.answered
                        && !voter.refused
                        && !isPredecessor(voter.host)
                        && state.membership.contains(voter.host));
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

    /** Who is no member and did not answer when last called need not be waited for, except by who founds a cluster. */
    private boolean isWaitedFor(String host) {
        Peer peer = state.peers.find(host);
        boolean founding = state.membership.id().equals(ViewId.NONE);
        boolean member = state.membership.contains(host) && !(isPredecessor(host) && predecessorGone);
        return founding || member || peer == null || !peer.isSuspected();
    }
}
