package org.pastecluster.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Message;
import org.pastecluster.server.ClusterServer;

/** A node on loopback that is attacked, and a peer of it that has nothing to do with that. */
final class RunningNodes implements AutoCloseable {

    static final String SECRET = "a-secret-of-the-hostile-tests";

    /** A busy machine is not to end a membership. */
    private static final Duration LONG = Duration.ofMinutes(4);

    final AtomicLong handled = new AtomicLong();
    private final String host = "http://127.0.0.1:" + freePort();
    private final String peerHost = "http://127.0.0.1:" + freePort();
    private ClusterServer node;
    private final ClusterServer peer;
    private final Lane lane;

    RunningNodes() throws Exception {
        node = start();
        peer = server(peerHost, host);
        lane = peer.cluster().messages().openLane(LaneSettings.DEFAULT.timeToLive(LONG));
        var unused = peer.cluster().awaitLeader().toCompletableFuture().get(2, TimeUnit.MINUTES);
        deliver();
    }

    private ClusterServer start() throws Exception {
        ClusterServer started = server(host, peerHost);
        var unused = started.cluster().awaitLeader().toCompletableFuture().get(2, TimeUnit.MINUTES);
        return started;
    }

    private ClusterServer server(String host, String others) {
        return ClusterServer.builder()
                .host(host)
                .nodes(others)
                .secret(SECRET)
                .shutdownHook(false)
                .http(http -> http.answerTimeout(Duration.ofSeconds(1)))
                .cluster(cluster -> cluster.doubt(LONG.minusSeconds(2))
                        .verdict(LONG.minusSeconds(1))
                        .lease(LONG))
                .messages(messages -> messages.onOthers(message -> handled.incrementAndGet()))
                .start();
    }

    /** Another process at the same address. */
    void restart() throws Exception {
        node.close();
        node = start();
    }

    Target target() {
        return Target.of(host);
    }

    ClusterView view() {
        return node.cluster().view();
    }

    /** The peer sends the node a message and hears that it was handled. */
    void deliver() throws Exception {
        Delivery delivery = send().get(2, TimeUnit.MINUTES);
        assertThat(delivery.isDelivered()).as(delivery.toString()).isTrue();
    }

    private CompletableFuture<Delivery> send() {
        return lane.send(org.pastecluster.Target.host(host), Message.text(20, "hello"))
                .toCompletableFuture();
    }

    /** Sends one after another until told to stop; completes with how many were delivered, or fails. */
    CompletableFuture<Long> deliverUntil(CompletableFuture<?> stop) {
        return CompletableFuture.supplyAsync(() -> {
            List<Delivery> all = new ArrayList<>();
            while (!stop.isDone()) {
                Delivery delivery = send().orTimeout(2, TimeUnit.MINUTES).join();
                assertThat(delivery.isDelivered()).as(delivery.toString()).isTrue();
                all.add(delivery);
            }
            return (long) all.size();
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        peer.close();
        node.close();
    }
}
