package org.pastecluster.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;

/** One node of this project and one .NET node that is played by hand. */
class NeighboursTest {

    private static final long MILLI = 1_000_000L;
    private static final Member DOT_NET = new Member(new NodeAddress("http://b:81", 2, 2, ""), 0);
    private static final Member OTHER_DOT_NET = new Member(new NodeAddress("http://c:81", 3, 3, ""), 0);

    /** A node of this project that says no word to a claim, which is why that takes a lease. */
    private static final Member VOTER = new Member(new NodeAddress("http://d:81", 4, 4, ""), 9);

    private Node node = listing(DOT_NET.host());
    private final List<Output> all = new ArrayList<>();
    private final List<Output.Call> open = new ArrayList<>();
    private long now;
    private ClusterView view;

    /** A node of this project in the .NET node's place; null for none. */
    private Member successor;

    /** What the .NET node says of its master and its list; null for an address that refuses. */
    private Reply.Neighbour says;

    @Test
    void leader_without_net_master_lets_it_in_and_makes_itself_its_master() {
        says = new Reply.Neighbour(null, 1, 0, List.of());

        run(3000);

        assertThat(view.role()).isEqualTo(Role.LEADING);
        assertThat(view.members()).extracting(Member::host).containsExactly("http://a:81", "http://b:81");
        NeighbourRequest.Master sent = (NeighbourRequest.Master) last(NeighbourRequest.Master.class);
        assertThat(sent.master().host()).isEqualTo("http://a:81");
        assertThat(sent.nodes()).isEqualTo(view.members());
    }

    @Test
    void net_node_that_agrees_is_looked_at_once_a_heartbeat_and_told_nothing_more() {
        says = new Reply.Neighbour(null, 1, 0, List.of());
        run(3000);
        says = new Reply.Neighbour(view.self(), 2, 0, List.of());
        run(2000);
        all.clear();

        run(5000);

        assertThat(requests()).hasOnlyElementsOfType(NeighbourRequest.Health.class);
        assertThat(requests()).hasSizeBetween(4, 6);
    }

    @Test
    void
            net_node_that_competes_once_more_after_it_was_told_who_is_master_is_told_again_or_it_would_hold_its_messages() {
        says = new Reply.Neighbour(null, 1, 0, List.of());
        run(3000);
        says = new Reply.Neighbour(view.self(), 2, 4, List.of());
        run(5000);
        all.clear();
        says = new Reply.Neighbour(view.self(), 2, 5, List.of());

        run(1500);

        assertThat(requests())
                .filteredOn(NeighbourRequest.Master.class::isInstance)
                .hasSize(1);
        all.clear();
        run(5000);
        assertThat(requests()).hasOnlyElementsOfType(NeighbourRequest.Health.class);
    }

    @Test
    void net_node_whose_competing_crosses_the_first_word_of_a_new_leader_is_told_again_when_it_names_that_leader() {
        says = new Reply.Neighbour(null, 1, 4, List.of());
        while (requests().stream().noneMatch(NeighbourRequest.Master.class::isInstance)) {
            run(1);
        }
        all.clear();
        says = new Reply.Neighbour(view.self(), 2, 5, List.of());

        run(1500);

        assertThat(requests())
                .filteredOn(NeighbourRequest.Master.class::isInstance)
                .hasSize(1);
    }

    @Test
    void silent_net_node_is_removed_and_one_that_left_is_dropped_from_the_lists_of_others() {
        says = new Reply.Neighbour(null, 1, 0, List.of());
        run(3000);
        tell(NeighbourRequest.News.JOINS, OTHER_DOT_NET);
        run(100);
        assertThat(view.members()).hasSize(3);

        node.step(new Input.RemovalRequested("http://c:81"), now).forEach(this::take);
        run(500);

        NeighbourRequest.Remove sent = (NeighbourRequest.Remove) last(NeighbourRequest.Remove.class);
        assertThat(sent.node().host()).isEqualTo("http://c:81");
        says = null;
        run(4000);
        assertThat(view.members()).extracting(Member::host).containsExactly("http://a:81");
    }

    @Test
    void node_that_starts_into_a_net_led_cluster_follows_and_never_seems_to_lead() {
        says = new Reply.Neighbour(DOT_NET, 1, 0, List.of());

        run(3000);

        assertThat(view.role()).isEqualTo(Role.FOLLOWING);
        assertThat(view.leader()).isEqualTo(DOT_NET);
        assertThat(all).noneMatch(Output.Acquired.class::isInstance);
        assertThat(requests()).anyMatch(NeighbourRequest.Join.class::isInstance);
        NeighbourRequest.Master sent = (NeighbourRequest.Master) last(NeighbourRequest.Master.class);
        assertThat(sent.master()).isEqualTo(DOT_NET);
    }

    @Test
    void net_master_goes_on_though_the_claim_of_the_node_that_comes_in_takes_long() {
        node = listing(DOT_NET.host(), VOTER.host());
        says = new Reply.Neighbour(DOT_NET, 1, 0, List.of());

        runUntilItLeads();

        assertThat(now).isGreaterThan(2500 * MILLI);
        assertThat(view.leader()).isEqualTo(DOT_NET);
        assertThat(all).noneMatch(Output.Acquired.class::isInstance);
    }

    @Test
    void node_leads_when_the_net_master_is_gone_by_the_end_of_its_claim() {
        node = listing(DOT_NET.host(), VOTER.host());
        says = new Reply.Neighbour(DOT_NET, 1, 0, List.of());
        run(1000);
        says = null;

        runUntilItLeads();
        run(2000);

        assertThat(view.role()).isEqualTo(Role.LEADING);
    }

    @Test
    void net_master_whose_url_a_node_of_this_project_took_over_presides_no_more() {
        node = listing(DOT_NET.host(), VOTER.host());
        says = new Reply.Neighbour(DOT_NET, 1, 0, List.of());
        run(1000);
        successor = new Member(DOT_NET.address(), 16);
        Envelope envelope = new Envelope(successor, 7, 0, 0, now, 0, null, ViewId.NONE);
        node.step(new Input.Received(9, new Frame(envelope, new Request.Ask("http://a:81"))), now)
                .forEach(this::take);

        runUntilItLeads();
        run(2000);

        assertThat(view.role()).isEqualTo(Role.LEADING);
    }

    @Test
    void node_leads_when_the_net_master_is_gone() {
        says = new Reply.Neighbour(DOT_NET, 1, 0, List.of());
        run(3000);
        says = null;

        run(2000);

        assertThat(view.role()).isEqualTo(Role.LEADING);
        assertThat(all.stream().filter(Output.Acquired.class::isInstance)).hasSize(1);
        assertThat(all).noneMatch(Output.Lost.class::isInstance);
    }

    @Test
    void node_that_slept_leads_in_the_net_masters_place_when_its_lease_rests_on_later_news_and_not_before() {
        says = new Reply.Neighbour(DOT_NET, 1, 0, List.of());
        run(3000);
        all.clear();
        node.step(new Input.ClockJumped(), now).forEach(this::take);

        node.step(new Input.RemovalRequested("http://b:81"), now).forEach(this::take);

        assertThat(all).noneMatch(Output.Acquired.class::isInstance);
        long slept = now;
        says = null;
        run(500);
        assertThat(all.stream().filter(Output.Acquired.class::isInstance))
                .singleElement()
                .satisfies(acquired ->
                        assertThat(((Output.Acquired) acquired).leaseEnd()).isGreaterThan(slept + 3_000 * MILLI));
    }

    @Test
    void net_master_that_announces_nobody_who_joins_is_replaced() {
        says = new Reply.Neighbour(DOT_NET, 2, 0, List.of());
        run(3000);
        assertThat(view.leader()).isEqualTo(DOT_NET);

        run(5000);

        assertThat(view.role()).isEqualTo(Role.LEADING);
        NeighbourRequest.Master sent = (NeighbourRequest.Master) last(NeighbourRequest.Master.class);
        assertThat(sent.master().host()).isEqualTo("http://a:81");
    }

    @Test
    void net_master_that_announces_goes_on() {
        says = new Reply.Neighbour(DOT_NET, 2, 0, List.of());
        run(3000);
        tell(NeighbourRequest.News.ANNOUNCES, DOT_NET);

        run(20_000);

        assertThat(view.leader()).isEqualTo(DOT_NET);
    }

    @Test
    void leader_with_members_that_meets_a_net_master_imposes_itself() {
        says = new Reply.Neighbour(null, 1, 0, List.of());
        run(3000);
        says = new Reply.Neighbour(DOT_NET, 2, 0, List.of());
        all.clear();

        run(1500);

        assertThat(view.role()).isEqualTo(Role.LEADING);
        NeighbourRequest.Master sent = (NeighbourRequest.Master) last(NeighbourRequest.Master.class);
        assertThat(sent.master().host()).isEqualTo("http://a:81");
    }

    @Test
    void question_who_leads_is_held_until_that_is_decided() {
        says = null;
        node.step(new Input.Started(1_000_000, 0), now).forEach(this::take);
        node.step(new Input.Received(5, frame(DOT_NET, new NeighbourRequest.Ask())), now)
                .forEach(this::take);
        assertThat(all).noneMatch(Output.Answer.class::isInstance);

        run(2000);

        Output.Answer answer = (Output.Answer)
                all.stream().filter(Output.Answer.class::isInstance).findFirst().orElseThrow();
        Reply.Neighbour said = (Reply.Neighbour) answer.frame().body();
        assertThat(said.master()).isEqualTo(view.self());
    }

    private static Node listing(String... hosts) {
        return new Node(
                ClusterSettings.builder(new NodeAddress("http://a:81", 1, 1, ""))
                        .nodes(Stream.of(hosts).map(NodeAddress::of).toList())
                        .build(),
                7,
                () -> 0);
    }

    private void tell(NeighbourRequest.News kind, Member about) {
        Frame frame = frame(about, new NeighbourRequest.Heard(kind, about, null));
        node.step(new Input.Received(9, frame), now).forEach(this::take);
    }

    private static Frame frame(Member from, Request request) {
        return new Frame(new Envelope(from, 0, 0, 0, 0, 0, null, ViewId.NONE), request);
    }

    private void run(long millis) {
        long end = now + millis * MILLI;
        if (view == null) {
            node.step(new Input.Started(1_000_000, 0), now).forEach(this::take);
        }
        while (now < end) {
            answerAll();
            now = Math.min(end, Math.max(now + 1, node.nextWakeUp()));
            node.step(new Input.Woken(), now).forEach(this::take);
        }
    }

    /** Until it is said who leads. */
    private void runUntilItLeads() {
        do {
            run(10);
            assertThat(now).isLessThan(60_000 * MILLI);
        } while (view == null || view.leader() == null);
    }

    private void answerAll() {
        while (!open.isEmpty()) {
            Output.Call call = open.remove(0);
            List.copyOf(node.step(outcome(call), now)).forEach(this::take);
        }
    }

    private Input outcome(Output.Call call) {
        if (call.host().equals(VOTER.host())) {
            return ofVoter(VOTER, call);
        }
        if (successor != null && call.host().equals(successor.host())) {
            return ofVoter(successor, call);
        }
        boolean refused = says == null || call.host().equals("http://a:81");
        return refused
                ? new Input.Failed(call.exchange(), CallFailure.REFUSED, "")
                : new Input.Replied(call.exchange(), reply(call));
    }

    private Input ofVoter(Member voter, Output.Call call) {
        if (!(call.frame().body() instanceof Request.Ask)) {
            return new Input.Failed(call.exchange(), CallFailure.SILENT, "");
        }
        Envelope envelope = new Envelope(voter, 7, 0, 0, now, 0, null, ViewId.NONE);
        return new Input.Replied(call.exchange(), new Frame(envelope, new Reply.State(Role.ASKING, null, 0, false)));
    }

    private Frame reply(Output.Call call) {
        Member from = call.host().equals(DOT_NET.host()) ? DOT_NET : OTHER_DOT_NET;
        return new Frame(new Envelope(from, 7, 0, 0, 0, 0, null, ViewId.NONE), says);
    }

    private void take(Output output) {
        all.add(output);
        if (output instanceof Output.Call call) {
            open.add(call);
        } else if (output instanceof Output.ViewChanged changed) {
            view = changed.view();
            assertThat(view.leader() == null || view.members().contains(view.leader()))
                    .as("%s is a member of %s", view.leader(), view.members())
                    .isTrue();
        }
    }

    private List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (Output output : all) {
            if (output instanceof Output.Call call) {
                requests.add((Request) call.frame().body());
            }
        }
        return requests;
    }

    private Request last(Class<? extends Request> kind) {
        List<Request> matching = requests().stream().filter(kind::isInstance).toList();
        assertThat(matching).isNotEmpty();
        return matching.get(matching.size() - 1);
    }
}
