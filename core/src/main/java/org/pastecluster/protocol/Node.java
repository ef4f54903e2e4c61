package org.pastecluster.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterView;
import org.pastecluster.HistoryKind;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.ViewId;

/**
 * One node of the cluster as a pure state machine: an input and the time in, outputs out. It holds no clock, thread, lock,
 * log, random or I/O, so that one process can simulate years of a cluster and a seed reproduces every failure.
 *
 * <p>Not thread-safe; one caller at a time. {@link Roles} is the place to begin reading.
 */
public final class Node {

    private final NodeState state;
    private final Roles roles;
    private final Requests requests;
    private long expectedWakeUp = Long.MAX_VALUE;
    private boolean started;
    private @Nullable ClusterView told;
    private ViewId toldId = ViewId.NONE;

    /**
     * @param settings how it behaves
     * @param incarnation 64 random bits, new for every process; not 0
     * @param entropy where it gets random numbers
     */
    public Node(ClusterSettings settings, long incarnation, Entropy entropy) {
        this.state = new NodeState(settings, incarnation, entropy);
        this.roles = new Roles(state);
        Hearing hearing = new Hearing(state, roles);
        state.heardBy(hearing);
        state.heardBy(new Neighbourhood(state, roles));
        this.requests = new Requests(state, roles, hearing);
    }

    /**
     * Takes one input.
     *
     * @param input what happened
     * @param now nanoseconds on the monotonic clock; never less than at an earlier step
     * @return what to do, in order; valid until the next step
     */
    public List<Output> step(Input input, long now) {
        state.timers.stepBegins(now);
        state.out.stepBegins();
        boolean early = !started && !(input instanceof Input.Started);
        if (early || roles.hasEnded()) {
            return state.out.outputs();
        }
        judgeOneself(now);
        handle(input);
        state.timers.runDue();
        state.neighbourhood().stepEnds();
        tellView();
        roles.tellEnd();
        expectedWakeUp = Math.min(state.timers.nextDue(), now + state.timing.heartbeat);
        return state.out.outputs();
    }

    /**
     * When the node next wants {@link Input.Woken}, on the clock of its steps; {@link Long#MAX_VALUE} for never. While it
     * runs it is woken once in a heartbeat at least, so that it notices when it was asleep.
     */
    public long nextWakeUp() {
        return started && !roles.hasEnded() ? expectedWakeUp : Long.MAX_VALUE;
    }

    /** Before anything is made of what others did or failed to do: was it this node that was absent? */
    private void judgeOneself(long now) {
        if (expectedWakeUp != Long.MAX_VALUE && now - expectedWakeUp > state.timing.sleepThreshold) {
            state.out.note(
                    HistoryKind.SELF,
                    0,
                    state.self.member(),
                    "this node was asleep for " + Following.millis(now - expectedWakeUp) + " ms");
            roles.slept();
        } else if (roles.role() == Role.LEADING) {
            roles.leading().holdsLease();
        }
    }

    private void handle(Input input) {
        if (input instanceof Input.Replied replied) {
            state.exchanges.replied(replied.exchange(), replied.frame());
        } else if (input instanceof Input.Received received) {
            long call = received.call();
            Member from = received.frame().envelope().from();
            if (!from.isNeighbour()) {
                state.peers.at(from.host(), state.now()).directAt = state.now();
            }
            Replies reply = new Replies(state, from, frame -> state.out.add(new Output.Answer(call, frame)));
            requests.received(received.frame(), reply);
        } else if (input instanceof Input.Failed failed) {
            state.exchanges.failed(failed.exchange(), failed.failure());
        } else if (!(input instanceof Input.Woken)) {
            handleRare(input);
        }
    }

    private void handleRare(Input input) {
        if (input instanceof Input.Started start) {
            start(start);
        } else if (input instanceof Input.LinkClosed closed) {
            roles.linkClosed(closed.host());
        } else if (input instanceof Input.CarryRequested carry) {
            requests.carrying().carry(carry.host(), carry.incarnation(), carry.batch());
        } else if (input instanceof Input.ClockJumped) {
            state.out.note(HistoryKind.SELF, 0, state.self.member(), "the wall clock jumped ahead");
            roles.slept();
        } else if (input instanceof Input.NodeAdded added) {
            state.roster.list(added.address().host());
            roles.added(added.address().host());
        } else if (input instanceof Input.NodesFound found) {
            found(found);
        } else if (input instanceof Input.ScanRequested) {
            roles.scan();
        } else if (input instanceof Input.Registered registered) {
            register(registered.address());
        } else if (input instanceof Input.RemovalRequested removal) {
            requests.remove(removal.host());
        } else if (input instanceof Input.HandOverRequested) {
            roles.farewell().handOver();
        } else if (input instanceof Input.LeaveRequested) {
            roles.farewell().leave();
        }
    }

    private void start(Input.Started start) {
        started = true;
        state.self.start(state.now(), start.wallMillis());
        state.numbers.start(start.wallMillis(), start.remembered());
        if (start.foundWithin() > 0) {
            state.roster.awaitFound(state.now() + start.foundWithin());
        }
        roles.start();
    }

    /** Who looks for a leader has the new ones in its round, and waits for them. */
    private void found(Input.NodesFound found) {
        List<String> news = state.roster.found(found.hosts(), found.complete(), state.self.host(), state.now());
        if (roles.role() == Role.ASKING) {
            roles.asking().found();
        } else {
            news.stream().limit(Search.AT_ONCE).forEach(roles::added);
        }
    }

    private void register(NodeAddress address) {
        boolean moved = !address.host().equals(state.self.host());
        state.self.rename(address);
        if (moved) {
            state.membership.forget();
            roles.ask("this node is reached at " + address.host() + " from now on");
        } else if (roles.role() == Role.LEADING) {
            roles.leading().rename();
        }
    }

    /** A .NET node that presided may have been removed while its successor waits for news that prove its lease. */
    private @Nullable Member ifMember(@Nullable Member presiding) {
        return presiding != null && state.membership.contains(presiding) ? presiding : null;
    }

    private void tellView() {
        LeaderRef following = state.allegiance.acknowledged();
        Member presiding = state.membership.presiding();
        boolean speaks = roles.role() == Role.LEADING && presiding != null;
        Role role = speaks ? Role.FOLLOWING : roles.role();
        boolean knowsLeader = role == Role.LEADING || role == Role.FOLLOWING;
        Member known = following == null || presiding != null ? ifMember(presiding) : following.member();
        Member leader = following != null && knowsLeader ? known : null;
        ClusterView last = told;
        ViewId id = state.membership.id();
        if (last != null
                && last.role() == role
                && toldId.equals(id)
                && (leader == null ? last.leader() == null : leader.equals(last.leader()))
                && last.self().equals(state.self.member())) {
            return;
        }
        List<Member> members = state.membership.size() == 0
                ? List.of(state.self.member())
                : last != null && toldId.equals(id) && last.number() > 0 ? last.members() : state.membership.copy();
        toldId = id;
        told = new ClusterView(state.self.member(), role, id.number(), id.version(), leader, members);
        state.out.add(new Output.ViewChanged(told));
    }
}
