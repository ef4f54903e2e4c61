package org.pastecluster.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;

class NodeMainTest {

    private static final String SECRET = "a-secret-of-the-program's-tests";

    @Test
    void two_processes_agree_and_the_leader_leaves_politely_on_a_signal() throws Exception {
        String first = host();
        String second = host();
        try (NodeProgram one = start(first, second);
                NodeProgram two = start(second, first)) {
            JsonObject agreed = one.await(event -> names(event, first, second) && size(event) == 2);
            String leader = agreed.requiredText("leader");
            two.await(event -> names(event, leader) && size(event) == 2);
            NodeProgram leading = leader.equals(first) ? one : two;
            NodeProgram other = leader.equals(first) ? two : one;

            leading.terminate();

            JsonObject lost = leading.await(event -> is(event, "lost"));
            assertThat(lost.requiredText("token")).matches("[0-9]+");
            assertThat(lost.requiredText("reason")).isNotEmpty();
            leading.await(event -> is(event, "stopped"));
            assertThat(leading.awaitExit()).isZero();
            JsonObject acquired = other.await(event -> is(event, "acquired"));
            assertThat(acquired.number("term", 0)).isGreaterThan(lost.number("term", Long.MAX_VALUE));
            assertThat(acquired.requiredText("leader")).isEqualTo(acquired.requiredText("node"));
        }
    }

    @Test
    void an_event_says_when_and_where_it_happened() throws Exception {
        String host = host();
        try (NodeProgram node = start(host, "")) {
            JsonObject started = node.await(event -> is(event, "started"));

            assertThat(started.requiredText("node")).isEqualTo(host);
            assertThat(started.number("atMs", 0)).isPositive();
            assertThat(started.number("openNs", 0)).isGreaterThan(started.number("mainNs", Long.MAX_VALUE));
        }
    }

    @Test
    void a_wrong_option_ends_with_one_sentence_and_2() throws Exception {
        try (NodeProgram node = new NodeProgram("--host", host(), "--lese", "3s")) {
            assertThat(node.awaitExit()).isEqualTo(2);
            assertThat(node.rest()).containsExactly("There is no option '--lese'; --help lists them all.");
        }
    }

    @Test
    void a_missing_secret_ends_with_one_sentence_and_2() throws Exception {
        try (NodeProgram node = new NodeProgram("--host", host())) {
            assertThat(node.awaitExit()).isEqualTo(2);
            assertThat(node.rest()).singleElement().asString().contains("secret");
        }
    }

    @Test
    void a_node_that_waits_for_others_says_what_it_waits_for() throws Exception {
        try (NodeProgram node = new NodeProgram("--host", host(), "--secret", SECRET, "--min-members", "2")) {
            assertThat(node.awaitLine("No leader has been known for ")).contains("min-members");
        }
    }

    private static NodeProgram start(String host, String nodes) throws IOException {
        return new NodeProgram("--host", host, "--nodes", nodes, "--secret", SECRET, "--events");
    }

    private static boolean is(JsonObject event, String name) {
        return name.equals(text(event, "event"));
    }

    private static boolean names(JsonObject event, String... leaders) {
        return List.of(leaders).contains(text(event, "leader"));
    }

    private static int size(JsonObject event) {
        try {
            return event.texts("members").size();
        } catch (JsonException wrongType) {
            throw new AssertionError(wrongType);
        }
    }

    private static String text(JsonObject event, String name) {
        try {
            return String.valueOf(event.text(name));
        } catch (JsonException wrongType) {
            throw new AssertionError(wrongType);
        }
    }

    private static String host() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }
}
