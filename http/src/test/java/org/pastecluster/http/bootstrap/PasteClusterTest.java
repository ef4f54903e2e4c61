package org.pastecluster.http.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterEvent;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.LoopbackServer;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.Operation;

class PasteClusterTest {

    private static final String SECRET = "a secret of some length";
    private static final String TOKEN = "interop-secret-of-ours";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void three_nodes_agree_on_one_leader_over_signed_requests() throws Exception {
        List<PasteCluster> nodes = startThree(SECRET, AuthMode.SIGNED);

        assertThat(nodes).extracting(node -> node.cluster().view().leader()).doesNotContainNull();
        assertThat(nodes.stream()
                        .map(node -> node.cluster().view().leader().host())
                        .distinct())
                .hasSize(1);
        assertThat(nodes).filteredOn(node -> node.cluster().isLeader()).hasSize(1);
    }

    @Test
    void three_nodes_agree_on_one_leader_with_tokens() throws Exception {
        List<PasteCluster> nodes = startThree(TOKEN, AuthMode.TOKEN);

        assertThat(nodes.stream()
                        .map(node -> node.cluster().view().leader().host())
                        .distinct())
                .hasSize(1);
        assertThat(nodes).filteredOn(node -> node.cluster().isLeader()).hasSize(1);
    }

    @Test
    void what_is_pushed_to_one_node_reaches_all_over_signed_requests() throws Exception {
        List<PasteCluster> nodes = startThree(SECRET, AuthMode.SIGNED);
        CountDownLatch received = new CountDownLatch(3);
        nodes.forEach(node -> node.cluster().messages().on(11, message -> {
            if (message.text().equals("good morning")) {
                received.countDown();
            }
        }));

        nodes.get(0)
                .client()
                .ask(
                        nodes.get(1).cluster().self().host(),
                        Operation.PUSH,
                        new JsonObject().put("body", "good morning").put("msg_type", 11),
                        Duration.ofSeconds(20))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);

        assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_is_no_node_sends_a_message_through_one_and_is_told_the_verdicts() throws Exception {
        List<PasteCluster> nodes = startThree(SECRET, AuthMode.SIGNED);
        Set<String> took = ConcurrentHashMap.newKeySet();
        nodes.subList(0, 2)
                .forEach(node -> node.cluster().messages().on(11, message -> {
                    took.add(node.cluster().self().host() + " " + message.text());
                }));

        JsonObject answer = nodes.get(2)
                .client()
                .ask(
                        nodes.get(1).cluster().self().host(),
                        Operation.SEND,
                        new JsonObject()
                                .put("all", true)
                                .put("body", "good morning")
                                .put("type", 11),
                        Duration.ofSeconds(20))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .body();

        List<String> verdicts = new ArrayList<>();
        for (JsonObject outcome : answer.objects("outcomes")) {
            verdicts.add(outcome.text("host") + " " + outcome.text("verdict"));
        }
        String first = nodes.get(0).cluster().self().host();
        String second = nodes.get(1).cluster().self().host();
        String third = nodes.get(2).cluster().self().host();
        assertThat(verdicts).containsExactlyInAnyOrder(first + " delivered", second + " delivered", third + " refused");
        assertThat(answer.flag("success")).isFalse();
        assertThat(took).containsExactlyInAnyOrder(first + " good morning", second + " good morning");
    }

    private List<PasteCluster> startThree(String secret, AuthMode mode) throws Exception {
        List<LoopbackServer> servers = List.of(new LoopbackServer(), new LoopbackServer(), new LoopbackServer());
        String list = servers.stream().map(LoopbackServer::url).collect(Collectors.joining(";"));
        CountDownLatch complete = new CountDownLatch(3);
        List<PasteCluster> nodes = new ArrayList<>();
        for (LoopbackServer server : servers) {
            CountDownLatch once = new CountDownLatch(1);
            PasteCluster node = PasteCluster.builder()
                    .host(server.url())
                    .nodes(list)
                    .secret(secret)
                    .auth(mode)
                    .shutdownHook(false)
                    .listener(event -> {
                        if (event instanceof ClusterEvent.ViewChanged changed
                                && changed.view().leader() != null
                                && changed.view().members().size() == 3
                                && once.getCount() == 1) {
                            once.countDown();
                            complete.countDown();
                        }
                    })
                    .create();
            server.serve(node.handler());
            open.add(node);
            open.add(server);
            nodes.add(node);
        }
        nodes.forEach(PasteCluster::start);
        assertThat(complete.await(30, TimeUnit.SECONDS)).isTrue();
        return nodes;
    }
}
