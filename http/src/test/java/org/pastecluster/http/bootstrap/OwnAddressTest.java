package org.pastecluster.http.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.LoopbackServer;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.CalledBack;
import org.pastecluster.http.wire.Operation;

class OwnAddressTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final LoopbackServer ourServer = new LoopbackServer();
    private final LoopbackServer theirServer = new LoopbackServer();
    private final PasteCluster us = node(ourServer, "code-1");
    private final PasteCluster them = node(theirServer, "code-2");

    private PasteCluster node(LoopbackServer server, String code) {
        PasteCluster node = PasteCluster.builder()
                .secret("a secret of some length")
                .code(code)
                .shutdownHook(false)
                .create();
        server.serve(node.handler());
        open.add(node);
        open.add(server);
        return node;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static String closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void a_right_address_leads_back() throws Exception {
        assertThat(get(us.ownAddress().verify(ourServer.url(), List.of(), LONG)))
                .isTrue();
    }

    @Test
    void a_wrong_address_is_refused_with_the_fix() throws Exception {
        String closed = closedPort();

        assertThatThrownBy(() -> get(us.ownAddress().verify(theirServer.url(), List.of(), LONG)))
                .hasCauseInstanceOf(ClusterConfigurationException.class)
                .hasMessageContainingAll(theirServer.url(), "another node answers there", "Set its own URL");
        assertThatThrownBy(() -> get(us.ownAddress().verify(closed, List.of(), LONG)))
                .hasCauseInstanceOf(ClusterConfigurationException.class)
                .hasMessageContainingAll(closed, "cannot be reached");
    }

    @Test
    void a_name_without_an_address_is_refused_and_not_taken_for_silence() {
        // A label of more than 63 letters is no name: nobody is asked for it.
        String host = "http://" + "n".repeat(64) + ".example:8080";

        assertThatThrownBy(() -> get(us.ownAddress().verify(host, List.of(), LONG)))
                .hasCauseInstanceOf(ClusterConfigurationException.class)
                .hasMessageContainingAll("has no address. Set its own URL");
    }

    @Test
    void a_node_finds_its_own_entry_in_the_list() throws Exception {
        List<NodeAddress> listed =
                NodeAddress.parseList(closedPort() + ",1;" + theirServer.url() + ",2;" + ourServer.url() + ",3,4,me");

        NodeAddress found = get(us.ownAddress().find(listed, "http", ourServer.port(), LONG));

        assertThat(found).isEqualTo(new NodeAddress(ourServer.url(), 3, 4, "me"));
    }

    @Test
    void a_node_that_is_not_listed_is_told_by_another_one_how_it_is_seen() throws Exception {
        List<NodeAddress> listed = NodeAddress.parseList(theirServer.url());

        NodeAddress found = get(us.ownAddress().find(listed, "http", ourServer.port(), LONG));

        assertThat(found).isEqualTo(NodeAddress.of(ourServer.url()));
    }

    @Test
    void a_node_under_a_path_is_found_under_it() throws Exception {
        List<NodeAddress> listed = NodeAddress.parseList(theirServer.url());

        NodeAddress found = get(us.ownAddress().find(listed, "http", ourServer.port(), "/app/", LONG));

        assertThat(found).isEqualTo(NodeAddress.of(ourServer.url() + "/app"));
    }

    @Test
    void a_node_that_nobody_can_tell_says_what_to_set() throws Exception {
        List<NodeAddress> nobody = NodeAddress.parseList(closedPort());
        List<NodeAddress> others = NodeAddress.parseList(theirServer.url());

        assertThatThrownBy(() -> get(us.ownAddress().find(nobody, "http", ourServer.port(), LONG)))
                .hasCauseInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("set the node's own URL");
        assertThatThrownBy(() -> get(us.ownAddress().find(others, "http", theirServer.port(), LONG)))
                .hasCauseInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("does not lead back");
        assertThatThrownBy(() -> get(us.ownAddress().find(others, "http", 0, LONG)))
                .hasCauseInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("put it into the list");
    }

    @Test
    void a_found_address_is_where_the_node_starts() throws Exception {
        List<NodeAddress> listed = NodeAddress.parseList(ourServer.url() + ",3,4,me");

        us.startAt(get(us.ownAddress().find(listed, "http", ourServer.port(), LONG)));

        assertThat(us.cluster().self().address()).isEqualTo(listed.get(0));
        assertThat(them.handler().inFlight()).isZero();
    }

    /** Takes connections and says nothing. */
    private String silentPort() throws Exception {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(socket);
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Test
    void silence_at_the_own_url_is_no_verdict_when_no_peer_can_tell() throws Exception {
        List<NodeAddress> nobody = NodeAddress.parseList(closedPort());

        assertThat(get(us.ownAddress().verify(silentPort(), nobody, SHORT))).isFalse();
    }

    @Test
    void silence_at_the_own_url_is_wrong_when_a_peer_hears_nothing_there_either() throws Exception {
        String silent = silentPort();
        List<NodeAddress> peers = NodeAddress.parseList(closedPort() + ";" + theirServer.url());

        assertThatThrownBy(() -> get(us.ownAddress().verify(silent, peers, SHORT)))
                .hasCauseInstanceOf(ClusterConfigurationException.class)
                .hasMessageContainingAll(
                        "cannot be reached at " + silent,
                        theirServer.url() + " cannot call it either",
                        "Set its own URL (host)");
    }

    @Test
    void a_peer_that_reaches_this_process_is_proof() throws Exception {
        // The peer's way to this URL leads to us, ours leads nowhere: what a call back brings is all that counts.
        CompletableFuture<Boolean> verdict = new CompletableFuture<>();
        List<NodeAddress> peers = NodeAddress.parseList(closedPort() + ";" + theirServer.url());

        new PeersVerdict(us.client(), incarnationOf(ourServer), verdict)
                .ask(NodeAddress.of(ourServer.url()), peers, LONG);

        assertThat(get(verdict)).isTrue();
    }

    @Test
    void a_peer_that_finds_another_node_says_so() throws Exception {
        CompletableFuture<Boolean> verdict = new CompletableFuture<>();

        new PeersVerdict(us.client(), incarnationOf(ourServer), verdict)
                .ask(NodeAddress.of(theirServer.url()), NodeAddress.parseList(ourServer.url()), LONG);

        assertThatThrownBy(() -> get(verdict))
                .hasCauseInstanceOf(OtherNodeException.class)
                .hasMessageContaining("another node answers there, as " + ourServer.url() + " finds");
    }

    private long incarnationOf(LoopbackServer server) throws Exception {
        return get(them.client().ask(server.url(), Operation.FIND, new JsonObject(), LONG))
                .incarnation();
    }

    @Test
    void a_running_node_calls_back_too() throws Exception {
        them.startAt(NodeAddress.of(theirServer.url()));
        JsonObject find = CalledBack.ask(new JsonObject(), ourServer.url());

        CalledBack found = CalledBack.read(get(us.client().ask(theirServer.url(), Operation.FIND, find, LONG))
                .body());

        assertThat(found).isEqualTo(CalledBack.answeredBy(incarnationOf(ourServer)));
    }

    @Test
    void a_node_without_an_address_does_not_start() {
        assertThatThrownBy(us::start)
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("own URL is not set");
    }
}
