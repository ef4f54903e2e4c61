package org.pastecluster.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Leadership;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;

/** What a program in another language reads, line by line. */
class EventLinesTest {

    private static final Member SELF = member("http://one", 1);
    private static final Member TWO = member("http://two", 2);
    private static final Member THREE = member("http://three", 3);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EventLines lines = new EventLines(new LineWriter(out), "http://one");

    private static Member member(String host, long incarnation) {
        return new Member(NodeAddress.of(host), incarnation);
    }

    private static ClusterEvent.ViewChanged view(Role role, long number, Member leader, Member... members) {
        return new ClusterEvent.ViewChanged(new ClusterView(SELF, role, number, number, leader, List.of(members)));
    }

    /** The lines that these events make. */
    private List<JsonObject> told(ClusterEvent... events) throws JsonException {
        for (ClusterEvent event : events) {
            lines.onEvent(event);
        }
        return written();
    }

    /** The lines since the last time. */
    private List<JsonObject> written() throws JsonException {
        List<JsonObject> objects = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            objects.add(JsonParser.object(line.getBytes(StandardCharsets.UTF_8), 4));
        }
        out.reset();
        return objects;
    }

    @Test
    void the_members_of_each_line_are_those_of_its_own_moment() throws Exception {
        List<JsonObject> told = told(
                view(Role.ASKING, 0, null, SELF),
                new ClusterEvent.MemberJoined(TWO),
                new ClusterEvent.MemberJoined(THREE),
                new ClusterEvent.MemberLeft(TWO, "it is silent"));

        assertThat(told.get(0).texts("members")).containsExactly("http://one", "http://two");
        assertThat(told.get(1).texts("members")).containsExactly("http://one", "http://two", "http://three");
        assertThat(told.get(2).texts("members")).containsExactly("http://one", "http://three");
        assertThat(told.get(2).text("event")).isEqualTo("left");
        assertThat(told.get(2).text("member")).isEqualTo("http://two");
        assertThat(told.get(2).text("reason")).isEqualTo("it is silent");
    }

    @Test
    void a_leader_names_itself_its_number_and_its_role_before_the_view_does() throws Exception {
        Leadership leadership = new Held(8);
        List<JsonObject> told = told(
                view(Role.CLAIMING, 7, null, SELF, TWO),
                new ClusterEvent.LeadershipAcquired(leadership),
                new ClusterEvent.MemberLeft(TWO, "it is gone"));

        for (JsonObject line : told) {
            assertThat(line.number("term", 0)).isEqualTo(8);
            assertThat(line.text("leader")).isEqualTo("http://one");
            assertThat(line.text("role")).isEqualTo("leading");
        }
        assertThat(told.get(0).text("token")).isEqualTo(Long.toString(8 << 16));
    }

    @Test
    void who_has_lost_leadership_names_itself_no_more() throws Exception {
        Leadership leadership = new Held(8);
        List<JsonObject> told = told(
                new ClusterEvent.LeadershipAcquired(leadership),
                view(Role.LEADING, 8, SELF, SELF, TWO),
                new ClusterEvent.LeadershipLost(leadership, "its lease is over"));

        JsonObject lost = told.get(1);
        assertThat(lost.text("event")).isEqualTo("lost");
        assertThat(lost.number("term", 0)).isEqualTo(8);
        assertThat(lost.text("leader")).isNull();
        assertThat(lost.text("role")).isNull();
        assertThat(lost.text("reason")).isEqualTo("its lease is over");
    }

    @Test
    void between_lost_and_the_next_leader_no_line_names_this_node_as_leader() throws Exception {
        Leadership leadership = new Held(8);
        told(new ClusterEvent.LeadershipAcquired(leadership), view(Role.LEADING, 8, SELF, SELF, TWO));

        List<JsonObject> told = told(
                new ClusterEvent.LeadershipLost(leadership, "its lease is over"),
                new ClusterEvent.MemberLeft(TWO, "it is silent"),
                new ClusterEvent.MemberJoined(THREE),
                view(Role.ASKING, 8, null, SELF),
                new ClusterEvent.MemberJoined(TWO));

        assertThat(told).hasSize(4);
        for (JsonObject line : told) {
            assertThat(line.text("leader")).isNull();
            assertThat(line.text("role")).isNotEqualTo("leading");
        }
        assertThat(told.get(3).text("role")).isEqualTo("asking");
    }

    @Test
    void a_leader_whose_lease_has_run_out_names_itself_no_more_before_it_is_told_so() throws Exception {
        told(new ClusterEvent.LeadershipAcquired(new Held(8, false)), view(Role.LEADING, 8, SELF, SELF, TWO));

        lines.status();

        JsonObject status = written().get(0);
        assertThat(status.text("event")).isEqualTo("status");
        assertThat(status.text("leader")).isNull();
        assertThat(status.text("role")).isNull();
        assertThat(status.number("term", 0)).isEqualTo(8);
    }

    @Test
    void a_message_tells_its_sender_its_type_and_its_body() throws Exception {
        lines.message(new ClusterMessage("http://two", 2, Message.text(11, "good \"morning\""), 0));

        JsonObject line = written().get(0);

        assertThat(line.text("node")).isEqualTo("http://one");
        assertThat(line.text("event")).isEqualTo("message");
        assertThat(line.text("from")).isEqualTo("http://two");
        assertThat(line.number("type", 0)).isEqualTo(11);
        assertThat(line.text("body")).isEqualTo("good \"morning\"");
    }

    private record Held(long number, boolean isValid) implements Leadership {

        private Held(long number) {
            this(number, true);
        }

        @Override
        public long token() {
            return number << 16;
        }

        @Override
        public Instant acquiredAt() {
            return Instant.EPOCH;
        }

        @Override
        public Duration remaining() {
            return Duration.ofSeconds(3);
        }

        @Override
        public CompletionStage<String> ended() {
            return new CompletableFuture<>();
        }
    }
}
