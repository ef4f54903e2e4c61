package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Servlet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.Cluster;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.servlet.ClusterServlet;
import org.pastecluster.spi.Link;

/**
 * Nodes in Jetty, in a program that sees its classes, whose links are upgraded by its own means, and in a war that does not, whose links are
 * WebSockets where it has them.
 */
@Tag("jdk")
class LinkJettyTest {

    private static final int NOTE = 11;

    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    private LinkNode node(int port, long incarnation, boolean war) throws Exception {
        LinkNode node = new LinkNode("http://127.0.0.1:" + port, incarnation);
        toClose.add(0, node);
        ClusterHttpHandler handler = node.transport.handler();
        serve(port, war ? WarLoader.servlet(handler) : new ClusterServlet(handler), true);
        return node;
    }

    private JettyServer serve(int port, Servlet servlet, boolean webSocket) throws Exception {
        JettyServer jetty = new JettyServer(port, servlet, webSocket);
        toClose.add(0, jetty);
        return jetty;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void batches_and_calls_go_both_ways(boolean war) throws Exception {
        LinkNode one = node(LinksTest.freePort(), 0x1111, war);
        LinkNode two = node(LinksTest.freePort(), 0x2222, war);
        one.keepLinksWith(two);
        two.keepLinksWith(one);
        Link toTwo = one.awaitOpened();
        Link toOne = two.awaitOpened();

        LinkNode.exchange(one, toTwo, two, toOne, 200, 200_000);

        assertThat(one.closed).isEmpty();
        assertThat(two.closed).isEmpty();

        two.transport.keepLinks(List.of());
        assertThat(one.awaitClosed()).isSameAs(toTwo);
        toOne.close();
        assertThat(one.closedByPeer.poll(60, TimeUnit.SECONDS)).isEqualTo(two.self.host());
    }

    @Test
    void a_body_of_which_only_a_part_comes_with_the_head_is_judged_when_the_rest_is_there() throws Exception {
        int port = LinksTest.freePort();
        node(port, 0x1111, false);
        String head =
                "POST /api/cluster/health HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 13\r\n"
                        + "pastecluster-signature: " + "0".repeat(64) + "\r\npastecluster-from: 0123456789abcdef\r\n"
                        + "pastecluster-to: fedcba9876543210\r\npastecluster-time: 1\r\npastecluster-nonce: 1\r\n\r\n";
        try (LinkStranger slow = new LinkStranger(port);
                LinkStranger other = new LinkStranger(port)) {
            slow.send((head + "{\"host\"").getBytes(StandardCharsets.US_ASCII));
            assertThat(other.ask(LinkStranger.request(LinkNode.SECRET, 0x5555, 0, 0, 1)))
                    .isEqualTo(401);

            assertThat(slow.ask(":null}")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_stranger_needs_the_same_proof_and_who_says_anything_on_a_web_socket_has_ended_it(boolean war)
            throws Exception {
        int port = LinksTest.freePort();
        LinkNode node = node(port, 0x1111, war);
        LinkStranger stranger = new LinkStranger(port);
        toClose.add(0, stranger);
        assertThat(stranger.ask(
                        LinkStranger.asWebSocket(LinkStranger.request("another-secret-of-the-tests", 0x5555, 0, 0, 1))))
                .isEqualTo(403);
        assertThat(stranger.ask(LinkStranger.request(LinkNode.SECRET, 0x5555, 0, 0, 1)))
                .isEqualTo(401);
        String handshake = LinkStranger.asWebSocket(stranger.answerTo(0x5555));
        assertThat(stranger.ask(handshake)).isEqualTo(101);
        assertThat(stranger.header("pastecluster-signature")).hasSize(64);
        Link link = node.awaitOpened();

        stranger.send(new byte[] {(byte) 0x82, (byte) 0x81, 1, 2, 3, 4, 5});

        assertThat(node.awaitClosed()).isSameAs(link);
        try (LinkStranger again = new LinkStranger(port)) {
            assertThat(again.ask(handshake)).isEqualTo(401);
        }
        assertThat(node.opened).isEmpty();
    }

    @Test
    void a_process_that_is_killed_is_noticed_by_the_end_of_its_link() throws Exception {
        LinkNode node = node(LinksTest.freePort(), 0x1111, false);
        int port = LinksTest.freePort();
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProgramInJetty.class.getName(),
                        Integer.toString(port),
                        "2222",
                        node.self.host(),
                        Long.toString(0x1111))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String host = "http://127.0.0.1:" + port;
        try {
            Link out = node.awaitOpened();
            node.transport.keepLinks(List.of(new Member(new NodeAddress(host, 0, 0, ""), 2222)));
            assertThat(node.awaitArrival().host()).isEqualTo(host);
            assertThat(node.closedByPeer).isEmpty();

            program.destroyForcibly();

            assertThat(node.closedByPeer.poll(60, TimeUnit.SECONDS)).isEqualTo(host);
            assertThat(node.awaitClosed()).isSameAs(out);
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void three_nodes_form_a_cluster_and_messages_are_delivered_on_upgraded_connections() throws Exception {
        assertThat(assertDelivers(3, false, false, 200)).containsOnly("pastecluster/1");
    }

    @Test
    void in_wars_they_are_delivered_on_web_sockets() throws Exception {
        assertDelivers(2, true, true, 200);
    }

    @Test
    void in_wars_without_web_sockets_everything_goes_by_requests() throws Exception {
        assertThat(assertDelivers(2, true, false, 10))
                .as("what was asked for in vain")
                .contains("pastecluster/1", "websocket");
    }

    /**
     * @return what requests wanted to upgrade to
     */
    private List<String> assertDelivers(int count, boolean war, boolean webSocket, int messages) throws Exception {
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hosts.add("http://127.0.0.1:" + LinksTest.freePort());
        }
        List<Cluster> clusters = new ArrayList<>();
        List<SeenUpgrades> upgrades = new ArrayList<>();
        BlockingQueue<String> notes = new LinkedBlockingQueue<>();
        for (String host : hosts) {
            PasteCluster node = PasteCluster.builder()
                    .host(host)
                    .nodes(String.join(";", hosts))
                    .secret(LinkNode.SECRET)
                    .create();
            toClose.add(0, node);
            SeenUpgrades seen = new SeenUpgrades(war ? WarLoader.servlet(node) : new ClusterServlet(node));
            upgrades.add(seen);
            serve(Integer.parseInt(host.substring(host.lastIndexOf(':') + 1)), seen, webSocket);
            Cluster cluster = node.start();
            cluster.messages().on(NOTE, message -> notes.add(host + message.text()));
            clusters.add(cluster);
        }
        for (Cluster cluster : clusters) {
            awaitMembers(cluster, count);
        }
        Cluster sender = clusters.get(0);
        for (int i = 0; i < messages; i++) {
            Delivery delivery = sender.messages()
                    .send(Target.host(hosts.get(1)), Message.text(NOTE, " " + i))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            assertThat(delivery.outcomes())
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.verdict()).isEqualTo(Verdict.DELIVERED));
            assertThat(notes.poll(60, TimeUnit.SECONDS)).isEqualTo(hosts.get(1) + " " + i);
        }
        return upgrades.stream().flatMap(seen -> seen.seen.stream()).toList();
    }

    private static void awaitMembers(Cluster cluster, int count) throws Exception {
        CompletableFuture<Void> complete = new CompletableFuture<>();
        cluster.addListener(event -> {
            if (cluster.view().members().size() == count) {
                complete.complete(null);
            }
        });
        CompletionStage<?> leader = cluster.awaitLeader();
        assertThat(leader.toCompletableFuture()).succeedsWithin(60, TimeUnit.SECONDS);
        complete.get(60, TimeUnit.SECONDS);
    }
}
