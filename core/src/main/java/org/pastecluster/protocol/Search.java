package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * Looks for known hosts that are no members, so that parts of a cluster find each other whoever comes back: the leader often,
 * for the first ten minutes, every follower rarely, as it may reach whom its leader can't; but it tells its leader whom to look for.
 */
final class Search {

    /** At most so many are asked in one sweep, the longest unasked first, and so many at most are made known to a leader in one request. */
    static final int AT_ONCE = 64;

    private final NodeState state;
    private final Roles roles;
    private final Map<String, Long> askedAt = new LinkedHashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private long toldLeader;
    private Timers.Timer next = Timers.Timer.none();
    private long startedAt;

    Search(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    void begin() {
        startedAt = state.now();
        next.cancel();
        next = state.timers.after(jitter(state.timing.heartbeat / 2), this::sweep);
    }

    /** The role changed to leader: who was not at the election is looked for at once. */
    void hasten() {
        next.cancel();
        next = state.timers.after(state.timing.heartbeat / 10, this::sweep);
    }

    void end() {
        next.cancel();
    }

    /** Asks every host that is no member, however lately it was asked. */
    void askAll() {
        askedAt.clear();
        next.cancel();
        sweep();
    }

    private void sweep() {
        next = state.timers.after(state.timing.searchInterval - jitter(state.timing.searchInterval / 10), this::sweep);
        if (roles.role() != Role.LEADING && roles.role() != Role.FOLLOWING) {
            return;
        }
        List<String> all = state.roster.all(state.self.host());
        all.removeIf(state.membership::contains);
        askedAt.keySet().retainAll(all);
        LeaderRef leader = state.allegiance.acknowledged();
        if (roles.role() == Role.FOLLOWING && leader != null) {
            tell(leader, all);
        }
        int asked = 0;
        for (String host : all) {
            if (isDue(host) && asked < AT_ONCE) {
                asked++;
                askedAt.remove(host);
                askedAt.put(host, state.now());
                ask(host);
            }
        }
    }

    /** Tells the leader, once, of hosts that it may not know: it looks for them more often. */
    private void tell(LeaderRef leader, List<String> missing) {
        if (toldLeader != leader.incarnation()) {
            toldLeader = leader.incarnation();
            told.clear();
        }
        told.retainAll(missing);
        List<String> news = missing.stream()
                .filter(host -> !told.contains(host))
                .limit(AT_ONCE)
                .toList();
        if (news.isEmpty()) {
            return;
        }
        told.addAll(news);
        state.calls.call(leader.host(), new Request.Join(news), new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                if (reply.body() instanceof Reply.Update answer && answer.update() != null) {
                    roles.reception().publishedBy(answer.update());
                }
            }

            @Override
            public void failed(CallFailure failure) {
                news.forEach(told::remove);
            }
        });
    }

    private boolean isDue(String host) {
        Long asked = askedAt.get(host);
        if (asked == null) {
            return true;
        }
        boolean fresh = state.now() - state.roster.missingSince(host, startedAt) < state.timing.freshlyMissing;
        boolean often = fresh && roles.role() == Role.LEADING;
        long interval = often ? state.timing.searchInterval : state.timing.searchIntervalLater;
        return state.now() - asked >= interval - interval / 5;
    }

    void ask(String host) {
        state.calls.call(host, new Request.Ask(host), new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                boolean leaderless =
                        reply.body() instanceof Reply.State && reply.envelope().following() == null;
                if (leaderless && roles.role() == Role.LEADING && !state.membership.contains(host)) {
                    roles.leading().invite(reply.envelope().from().host());
                }
            }

            @Override
            public void failed(CallFailure failure) {}
        });
    }

    private long jitter(long most) {
        return most <= 0 ? 0 : Math.floorMod(state.entropy.nextLong(), most);
    }
}
