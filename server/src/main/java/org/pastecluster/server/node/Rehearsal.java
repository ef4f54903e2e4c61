package org.pastecluster.server.node;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.server.ClusterServer;

/**
 * Lets two nodes found a cluster on loopback, the leader leave and join again, so that the JVM loads what starts and fail-overs
 * load; from that a class-data archive is made, which halves the time of later starts.
 */
final class Rehearsal {

    private static final String SECRET = "only for a rehearsal on loopback";
    private static final long LONGEST_SECONDS = 20;

    private Rehearsal() {}

    static void run() throws Exception {
        String first = "http://127.0.0.1:" + freePort();
        String second = "http://127.0.0.1:" + freePort();
        try (ClusterServer one = start(first, second);
                ClusterServer two = start(second, first)) {
            awaitLeader(one, first, second);
            awaitLeader(two, first, second);
            ClusterServer leading = one.cluster().isLeader() ? one : two;
            ClusterServer other = leading == one ? two : one;
            String left = leading.cluster().self().host();
            String stays = other.cluster().self().host();
            leading.close();
            awaitLeader(other, stays);
            try (ClusterServer back = start(left, stays)) {
                awaitLeader(back, stays);
            }
        }
    }

    private static ClusterServer start(String host, String other) {
        LineWriter nowhere = new LineWriter(OutputStream.nullOutputStream());
        String[] arguments = {"--host", host, "--nodes", host + ";" + other, "--secret", SECRET, "--events"};
        NodeOptions options = NodeOptions.read(arguments, Map.of());
        EventLines lines = new EventLines(nowhere, host);
        ClusterServer server = ClusterServer.builder()
                .settings(options.settings())
                .shutdownHook(false)
                .listener(lines)
                .listener(new PlainLines(nowhere))
                .listener(new Ending())
                .start();
        lines.started(0, 0);
        new Ticking().every(Duration.ofMillis(10), "status", lines::status);
        return server;
    }

    private static void awaitLeader(ClusterServer server, String... oneOf)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<ClusterView> seen = new CompletableFuture<>();
        ListenerRegistration watching = server.cluster().addListener(event -> {
            if (event instanceof ClusterEvent.ViewChanged changed) {
                changed.view()
                        .currentLeader()
                        .filter(leader -> List.of(oneOf).contains(leader.host()))
                        .ifPresent(leader -> seen.complete(changed.view()));
            }
        });
        var unused = seen.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        watching.remove();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
