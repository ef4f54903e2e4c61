package org.pastecluster.server.node;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pastecluster.ClusterView;
import org.pastecluster.server.ClusterServer;

/**
 * Lets two nodes found a cluster on loopback and one of them leave, so that the JVM loads what a real start loads; from that a
 * class-data archive is made, which halves the time of later starts.
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
            awaitLeader(one);
            awaitLeader(two);
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

    private static ClusterView awaitLeader(ClusterServer server)
            throws InterruptedException, ExecutionException, TimeoutException {
        return server.cluster().awaitLeader().toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
