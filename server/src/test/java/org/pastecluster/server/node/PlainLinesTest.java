package org.pastecluster.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;

/** What a person reads. */
class PlainLinesTest {

    private static final Member SELF = new Member(NodeAddress.of("http://one"), 1);
    private static final ClusterHealth WAITING = new ClusterHealth(
            ClusterHealth.Status.UP,
            List.of(
                    new ClusterHealth.Finding(ClusterHealth.Kind.NOT_JOINED, "No leader has been known for 5 ms."),
                    new ClusterHealth.Finding(ClusterHealth.Kind.STRANGER, "Mend this.")),
            Instant.EPOCH);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PlainLines lines = new PlainLines(new LineWriter(out));

    private List<String> written() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void receive(String from, String body) {
        lines.message(new ClusterMessage(from, 0, Message.text(11, body), 0));
    }

    private static ClusterView view(Role role, Member leader) {
        return new ClusterView(SELF, role, 0, 0, leader, List.of(SELF));
    }

    @Test
    void a_message_is_one_line_with_its_sender_and_its_type() {
        receive("http://two", "good\nmorning\u001b[2J\u2028");
        receive("", "x".repeat(201));

        assertThat(written())
                .containsExactly(
                        "Message of type 11 from http://two: good morning [2J ",
                        "Message of type 11: " + "x".repeat(200) + "…");
    }

    @Test
    void who_knows_no_leader_says_why() {
        lines.leaderless(view(Role.ASKING, null), WAITING);

        assertThat(written()).containsExactly("No leader has been known for 5 ms. Mend this.");
    }

    @Test
    void who_knows_a_leader_or_has_stopped_says_nothing_of_it() {
        lines.leaderless(view(Role.LEADING, SELF), WAITING);
        lines.leaderless(view(Role.STOPPED, null), WAITING);

        assertThat(written()).isEmpty();
    }
}
