package org.pastecluster.http.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.LoopbackServer;

class LateStartTest {

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    private PasteClusterBuilder builder() {
        return PasteCluster.builder().secret("a secret of some length").shutdownHook(false);
    }

    private PasteCluster made(PasteClusterBuilder builder) {
        PasteCluster node = builder.create();
        open.add(node);
        return node;
    }

    @Test
    void a_node_starts_when_its_own_url_leads_to_it_and_not_before() throws Exception {
        PasteCluster other = made(builder());
        PasteCluster node = made(builder().host(server.url()));
        server.serve(other.handler());

        CompletableFuture<Cluster> started = node.startWhenReachable(told::add).toCompletableFuture();
        server.awaitAnswer();
        server.awaitAnswer();
        assertThat(started).isNotDone();
        server.serve(node.handler());

        assertThat(started.get(20, TimeUnit.SECONDS)).isSameAs(node.cluster());
        assertThat(told).isEmpty();
    }

    @Test
    void a_node_without_a_url_starts_as_its_entry_in_the_list_says() throws Exception {
        PasteCluster node = made(builder().nodes("http://127.0.0.1:1;" + server.url() + ",3,4,me"));
        server.serve(node.handler());

        Cluster cluster =
                node.startWhenReachable(told::add).toCompletableFuture().get(20, TimeUnit.SECONDS);

        assertThat(cluster.self().address()).isEqualTo(new NodeAddress(server.url(), 3, 4, "me"));
    }

    @Test
    void a_node_with_a_url_is_named_as_its_entry_in_the_list_says() {
        PasteCluster node = made(builder()
                .host(server.url() + "/")
                .nodes(server.url() + ",3,4,me")
                .group(9));

        assertThat(node.start().self().address()).isEqualTo(new NodeAddress(server.url(), 3, 9, "me"));
    }

    @Test
    void a_node_that_is_closed_meanwhile_never_starts() {
        PasteCluster node = made(builder().host(server.url()));
        server.serve(made(builder()).handler());
        CompletableFuture<Cluster> started = node.startWhenReachable(told::add).toCompletableFuture();

        node.close();

        assertThat(started).isCompletedExceptionally();
        assertThatThrownBy(node::start)
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("closed");
    }
}
