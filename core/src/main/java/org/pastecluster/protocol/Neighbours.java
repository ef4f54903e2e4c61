package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.HistoryKind;
import org.pastecluster.Member;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * A leader's care for .NET nodes: looks at each one's health once a heartbeat, tells it who is master and who is there until it
 * agrees and has not competed since, has it drop who left, and removes it when it is silent.
 *
 * <p>One call to each is under way at a time, and none carries the name of a master, which could make its receiver ask around.
 */
final class Neighbours {

    private static final int DEPARTED = 1024;
    private static final int STRANGERS_AT_ONCE = 16;
    private static final int QUICK_STRIKES = 8;
    private static final int REFUSALS = 2;

    private final NodeState state;
    private final Leading leading;
    private final Presidency presidency;
    private final Map<String, Neighbour> watched = new LinkedHashMap<>();

    Neighbours(NodeState state, Leading leading) {
        this.state = state;
        this.leading = leading;
        this.presidency = new Presidency(state, leading);
    }

    /**
     * @param before the members of the view before this leadership
     */
    void begin(List<Member> before) {
        for (Member member : state.membership.copy()) {
            if (member.isNeighbour()) {
                watch(member);
            }
        }
        for (Member gone : Membership.gone(before, state.membership)) {
            left(gone);
        }
        presidency.begin();
    }

    void end() {
        watched.values().forEach(neighbour -> neighbour.next.cancel());
        watched.clear();
    }

    /** This leader was asleep: it looks before it accuses anybody. */
    void slept() {
        for (Neighbour neighbour : watched.values()) {
            neighbour.answeredAt = Math.max(neighbour.answeredAt, state.now() - state.timing.heartbeat);
            again(neighbour, 0);
        }
    }

    /** A member came. */
    void joined(Member member) {
        stopWatching(member.host());
        if (member.isNeighbour()) {
            watch(member);
        } else {
            presidency.joined(member);
        }
        for (Neighbour neighbour : watched.values()) {
            neighbour.departed.remove(member.host());
        }
        tellAll();
    }

    /** A member left. */
    void left(Member member) {
        stopWatching(member.host());
        for (Neighbour neighbour : watched.values()) {
            drop(neighbour, member);
        }
    }

    /** One of them presides from now on. */
    void presides() {
        presidency.begin();
        tellAll();
    }

    /** Another master is to be followed, or the same anew. */
    void tellAll() {
        watched.values().forEach(this::owe);
    }

    /** One of them answered something. */
    void answered(Member node, @Nullable Member master) {
        Member here = state.membership.at(node.host());
        if (here != null || node.host().equals(state.self.host())) {
            return;
        }
        boolean alone = state.membership.size() == 1;
        leading.admit(node, "a .NET node answers there");
        if (alone && master != null && mayPreside(master)) {
            leading.admit(master, node.host() + " names it as master");
            leading.preside(master);
        }
    }

    /** The one to tell that this node, the last of its kind, leaves: their master, or any. */
    @Nullable
    Member first() {
        Member presiding = state.membership.presiding();
        if (presiding != null || watched.isEmpty()) {
            return presiding;
        }
        return watched.values().iterator().next().member;
    }

    private boolean mayPreside(Member master) {
        Peer peer = state.peers.find(master.host());
        boolean java = peer != null && peer.member != null && !peer.neighbour;
        return !java && !master.host().equals(state.self.host());
    }

    void news(NeighbourRequest.Heard heard) {
        Member node = heard.node();
        Member here = state.membership.at(node.host());
        if (heard.kind() == NeighbourRequest.News.ANNOUNCES) {
            presidency.announced(node);
        }
        Neighbour neighbour = watched.get(node.host());
        if (neighbour == null) {
            if (here == null && heard.kind() == NeighbourRequest.News.JOINS) {
                leading.admit(node, "it asked to join");
            } else {
                state.calls.callDirectly(
                        node.host(), new Request.Ask(node.host()), state.timing.callTimeout, Calls.NO_MATTER);
            }
        } else if (heard.kind() == NeighbourRequest.News.JOINS) {
            owe(neighbour);
        } else {
            lookAtAllSoon();
        }
    }

    /** What one of them does may have to do with another one, such as a master that is gone. */
    private void lookAtAllSoon() {
        for (Neighbour neighbour : watched.values()) {
            if (state.now() - neighbour.answeredAt >= state.timing.heartbeat / 10) {
                again(neighbour, 0);
            }
        }
    }

    private void watch(Member member) {
        Neighbour neighbour = new Neighbour(member, state.now());
        watched.put(member.host(), neighbour);
        again(neighbour, 0);
    }

    private void stopWatching(String host) {
        Neighbour neighbour = watched.remove(host);
        if (neighbour != null) {
            neighbour.next.cancel();
        }
    }

    private void owe(Neighbour neighbour) {
        neighbour.owed = true;
        neighbour.changed = true;
        again(neighbour, state.timing.publishDelay);
    }

    private void drop(Neighbour neighbour, Member member) {
        if (neighbour.departed.size() < DEPARTED) {
            neighbour.departed.put(member.host(), member);
            neighbour.changed = true;
            again(neighbour, state.timing.publishDelay);
        }
    }

    /** The next call, unless one is under way: its end brings the next. */
    private void again(Neighbour neighbour, long delay) {
        if (!neighbour.busy) {
            neighbour.next.cancel();
            neighbour.next = state.timers.after(delay, () -> turn(neighbour));
        }
    }

    private boolean isStill(Neighbour neighbour) {
        return leading.isActive() && watched.get(neighbour.host()) == neighbour;
    }

    private void turn(Neighbour neighbour) {
        if (!isStill(neighbour) || neighbour.busy) {
            return;
        }
        neighbour.changed = false;
        if (neighbour.owed) {
            neighbour.owed = false;
            NeighbourRequest.Master request = new NeighbourRequest.Master(master(), state.membership.copy());
            long since = neighbour.tells();
            call(neighbour, request, answer -> {
                neighbour.told(since);
                ended(neighbour, state.timing.heartbeat / 4);
            });
        } else if (!neighbour.departed.isEmpty()) {
            Member gone = neighbour.departed.values().iterator().next();
            call(neighbour, new NeighbourRequest.Remove(gone), answer -> {
                neighbour.departed.remove(gone.host());
                ended(neighbour, 0);
            });
        } else {
            call(neighbour, new NeighbourRequest.Health(), answer -> looked(neighbour, answer));
        }
    }

    /** Whom all of them should follow. */
    private Member master() {
        Member presiding = state.membership.presiding();
        return presiding == null ? state.self.member() : presiding;
    }

    private void looked(Neighbour neighbour, Reply.Neighbour answer) {
        Member named = answer.master();
        presidency.looked(neighbour, named);
        neighbour.looked(answer.voteTime());
        boolean right = named != null && named.host().equals(master().host());
        int surplus = answer.nodeCount() - state.membership.size();
        if (right && surplus == 0 && neighbour.isTold()) {
            neighbour.strikes = 0;
            ended(neighbour, state.timing.heartbeat);
            return;
        }
        neighbour.strikes++;
        if (right && surplus > 0) {
            call(neighbour, new NeighbourRequest.Nodes(), list -> compare(neighbour, list.nodes()));
        } else {
            neighbour.owed = true;
            ended(neighbour, pauseAfter(neighbour.strikes));
        }
    }

    private long pauseAfter(int strikes) {
        if (strikes == 1) {
            return 0;
        }
        return strikes < QUICK_STRIKES ? state.timing.heartbeat / 4 : state.timing.heartbeat;
    }

    /** Its list is longer than the view: who of the surplus is alive is let in, the others are to be dropped. */
    private void compare(Neighbour neighbour, List<Member> list) {
        int strangers = 0;
        for (Member stranger : list) {
            if (!state.membership.contains(stranger.host()) && strangers < STRANGERS_AT_ONCE) {
                strangers++;
                call(neighbour, stranger);
            }
        }
        neighbour.owed |= strangers == 0 || !neighbour.isTold();
        ended(neighbour, pauseAfter(neighbour.strikes + 1));
    }

    private void call(Neighbour neighbour, Member stranger) {
        state.calls.callDirectly(
                stranger.host(), new Request.Ask(stranger.host()), state.timing.checkTimeout, new Calls.Outcome() {
                    @Override
                    public void replied(Frame reply) {}

                    @Override
                    public void failed(CallFailure failure) {
                        if (isStill(neighbour) && !state.membership.contains(stranger.host())) {
                            drop(neighbour, stranger);
                        }
                    }
                });
    }

    private void call(Neighbour neighbour, NeighbourRequest request, Consumer<Reply.Neighbour> then) {
        neighbour.busy = true;
        long timeout =
                request instanceof NeighbourRequest.Health ? state.timing.checkTimeout : state.timing.callTimeout;
        state.calls.callDirectly(neighbour.host(), request, timeout, new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                neighbour.busy = false;
                if (isStill(neighbour) && reply.body() instanceof Reply.Neighbour answer) {
                    neighbour.answered(state.now());
                    then.accept(answer);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                neighbour.busy = false;
                if (isStill(neighbour)) {
                    judge(neighbour, failure);
                }
            }
        });
    }

    private void ended(Neighbour neighbour, long pause) {
        again(neighbour, neighbour.changed ? 0 : pause);
    }

    private void judge(Neighbour neighbour, CallFailure failure) {
        long silence = state.now() - neighbour.answeredAt;
        long limit = state.membership.isPresiding(neighbour.host()) ? state.timing.doubt : state.timing.verdict;
        neighbour.refusals = failure == CallFailure.REFUSED ? neighbour.refusals + 1 : 0;
        if (neighbour.refusals >= REFUSALS) {
            condemn(neighbour, "its address refuses connections");
        } else if (failure == CallFailure.FOREIGN) {
            condemn(neighbour, "something else answers at its address");
        } else if (silence >= limit) {
            condemn(neighbour, "no answer for " + Following.millis(silence) + " ms");
        } else {
            again(neighbour, Math.min(state.timing.heartbeat / 4, limit - silence));
        }
    }

    private void condemn(Neighbour neighbour, String evidence) {
        state.out.note(HistoryKind.SUSPECTED, 0, neighbour.member, evidence);
        leading.remove(neighbour.member, evidence);
    }
}
