package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterSettingsBuilder;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/** One node, {@code self}; its leader and the other members are played by hand. Times are milliseconds. */
final class Stage {

    static final Member SELF = member("http://self", 7);
    static final Member OLD = member("http://old", 1);
    static final Member B = member("http://b", 2);
    static final Member C = member("http://c", 3);

    /** Its leader, until somebody else is. */
    static final LeaderRef LEADER = new LeaderRef(OLD, 2_000);

    private static final long MILLI = 1_000_000;
    private static final long WALL = 1_000;

    private final Node node;
    private final Map<Long, Output.Call> open = new LinkedHashMap<>();
    private final Map<Long, Frame> answers = new LinkedHashMap<>();
    /** The stamp of what each has had of this node last. */
    private final Map<Member, Long> echoes = new LinkedHashMap<>();

    private final List<Output> told = new ArrayList<>();
    private ClusterView view;
    private long now;
    private long stamps;
    private long calls;

    private Stage(UnaryOperator<ClusterSettingsBuilder> settings) {
        node = new Node(settings.apply(ClusterSettings.builder(SELF.address())).build(), SELF.incarnation(), () -> 0);
    }

    static Member member(String host, long incarnation) {
        return new Member(NodeAddress.of(host), incarnation);
    }

    /** It has been a member for some seconds, with {@code old} as its leader, whom it has heard just now. */
    static Stage following() {
        return following(settings -> settings);
    }

    static Stage following(UnaryOperator<ClusterSettingsBuilder> settings) {
        Stage stage = new Stage(settings);
        stage.step(new Input.Started(WALL, 0));
        ViewUpdate whole = new ViewUpdate(LEADER, ViewId.NONE, 1, List.of(OLD, SELF, B, C), List.of(), null, List.of());
        stage.asks(OLD, LEADER, new Request.Publish(whole));
        for (int second = 0; second < 5; second++) {
            stage.pass(1_000);
            stage.leaderCalls();
        }
        stage.open.clear();
        stage.told.clear();
        return stage;
    }

    /** It has just started and knows nobody; it waits for what names nodes, so long at most. */
    static Stage starting(long foundWithin) {
        Stage stage = new Stage(settings -> settings);
        stage.step(new Input.Started(WALL, 0, foundWithin * MILLI));
        return stage;
    }

    /** Something outside names these hosts. */
    Stage found(boolean complete, String... hosts) {
        step(new Input.NodesFound(List.of(hosts), complete));
        return this;
    }

    /** The leader says that it is alive. */
    Stage leaderCalls() {
        asks(OLD, LEADER, new Request.Heartbeat());
        return this;
    }

    /** Time goes by, and nobody answers anything. */
    Stage pass(long millis) {
        long end = now + millis * MILLI;
        while (node.nextWakeUp() <= end) {
            now = Math.max(now, node.nextWakeUp());
            step(new Input.Woken());
        }
        now = end;
        return this;
    }

    /** Time goes by for everybody but this node, which then wakes. */
    Stage sleep(long millis) {
        now = Math.max(now, node.nextWakeUp()) + millis * MILLI;
        step(new Input.Woken());
        return this;
    }

    /** Somebody asks something; the answer, or null as long as there is none. */
    Reply asks(Member from, LeaderRef following, Request request) {
        return answerTo(sends(from, following, request));
    }

    /** Somebody asks something; the number is for {@link #answerTo}. */
    long sends(Member from, LeaderRef following, Request request) {
        long call = ++calls;
        step(new Input.Received(call, frame(from, following, request)));
        Frame answer = answers.get(call);
        if (answer != null) {
            echoes.put(from, answer.envelope().stamp());
        }
        return call;
    }

    /** What the node has answered; null as long as it has not. */
    Reply answerTo(long call) {
        Frame answer = answers.get(call);
        return answer == null ? null : (Reply) answer.body();
    }

    /** Asks for support of a claim; the answer, or null as long as there is none. */
    Reply.Stand claims(Member candidate, long number, LeaderFate fate) {
        return (Reply.Stand) asks(candidate, null, claim(candidate, number, fate));
    }

    static Request.Compete claim(Member candidate, long number, LeaderFate fate) {
        return new Request.Compete(new Claim(number, WALL, candidate), LEADER, fate);
    }

    /** The node's calls to a host that have had no outcome yet. */
    List<Output.Call> calls(String host, Class<? extends Request> kind) {
        return open.values().stream()
                .filter(call ->
                        call.host().equals(host) && kind.isInstance(call.frame().body()))
                .toList();
    }

    /** The only such call. */
    Output.Call call(String host, Class<? extends Request> kind) {
        List<Output.Call> matching = calls(host, kind);
        assertThat(matching).as("%s to %s", kind.getSimpleName(), host).hasSize(1);
        return matching.get(0);
    }

    /** What is asked of a node through another one. */
    List<Request> relayed(String via, String target) {
        List<Request> relayed = new ArrayList<>();
        for (Output.Call call : calls(via, Request.Relay.class)) {
            Request.Relay relay = (Request.Relay) call.frame().body();
            if (relay.target().equals(target)) {
                relayed.add((Request) relay.inner().body());
            }
        }
        return relayed;
    }

    /** Answers every open call of a kind to a member's host, as that member. */
    Stage answer(Member from, Class<? extends Request> kind, LeaderRef following, Reply reply) {
        List<Output.Call> matching = calls(from.host(), kind);
        assertThat(matching).as("%s to %s", kind.getSimpleName(), from).isNotEmpty();
        matching.forEach(call -> answer(call, from, following, reply));
        return this;
    }

    /** Whoever answers at the host that was called answers. */
    Stage answer(Output.Call call, Member from, LeaderRef following, Reply reply) {
        open.remove(call.exchange());
        echoes.merge(from, call.frame().envelope().stamp(), Math::max);
        step(new Input.Replied(call.exchange(), frame(from, following, reply)));
        return this;
    }

    /** Ends every open call of a kind to a host without an answer. */
    Stage fail(String host, Class<? extends Request> kind, CallFailure failure) {
        calls(host, kind).forEach(call -> fail(call, failure));
        return this;
    }

    Stage fail(Output.Call call, CallFailure failure) {
        open.remove(call.exchange());
        step(new Input.Failed(call.exchange(), failure, ""));
        return this;
    }

    static Reply yes(Grant... grants) {
        return new Reply.Stand(Reply.Stance.YES, null, null, List.of(grants));
    }

    static Reply leaderLives(LeaderRef leader) {
        return new Reply.Stand(Reply.Stance.LEADER_LIVES, leader, null, List.of());
    }

    static Grant grant(LeaderRef to, long millis) {
        return new Grant(to, millis * MILLI);
    }

    /** How the node sees the cluster. */
    ClusterView view() {
        return java.util.Objects.requireNonNull(view, "it has shown no view yet");
    }

    boolean leads() {
        return told.stream().anyMatch(Output.Acquired.class::isInstance);
    }

    /** Why something was noted, for all notes since it followed. */
    List<String> notes() {
        return told.stream()
                .filter(Output.Noted.class::isInstance)
                .map(output -> ((Output.Noted) output).why())
                .toList();
    }

    private Frame frame(Member from, LeaderRef following, org.pastecluster.message.Body body) {
        long number = following == null ? 0 : following.number();
        Envelope envelope = new Envelope(
                from,
                SELF.incarnation(),
                number,
                number,
                ++stamps,
                echoes.getOrDefault(from, 0L),
                following,
                following == null ? ViewId.NONE : new ViewId(number, 1));
        return new Frame(envelope, body);
    }

    private void step(Input input) {
        for (Output output : List.copyOf(node.step(input, now))) {
            told.add(output);
            if (output instanceof Output.Call call) {
                open.put(call.exchange(), call);
            } else if (output instanceof Output.Answer answer) {
                answers.put(answer.call(), answer.frame());
            } else if (output instanceof Output.ViewChanged changed) {
                view = changed.view();
            }
        }
    }
}
