package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.HistoryEntry;
import org.pastecluster.Member;
import org.pastecluster.Role;

class ClusterServerTest {

    private static final String SECRET = "a-secret-of-the-server's-tests";

    @Test
    void two_of_them_agree_on_one_leader_and_one_that_closes_is_replaced() throws Exception {
        String first = "http://127.0.0.1:" + freePort();
        String second = "http://127.0.0.1:" + freePort();
        try (ClusterServer one = start(first, second);
                ClusterServer two = start(second, first)) {
            Member leader = awaitLeader(one);

            assertThat(awaitLeader(two)).isEqualTo(leader);
            assertThat(one.cluster().isLeader()).isNotEqualTo(two.cluster().isLeader());
            ClusterServer leading = one.cluster().isLeader() ? one : two;
            leading.close();
            assertThat(leading.cluster().view().role()).isEqualTo(Role.STOPPED);
            leading.close();
        }
    }

    @Test
    void a_program_that_ends_hands_leadership_over_and_closes_the_port() throws Exception {
        String first = "http://127.0.0.1:" + freePort();
        String second = "http://127.0.0.1:" + freePort();
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProgramWithServer.class.getName(),
                        first,
                        second,
                        SECRET)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("true");
            CompletableFuture<ClusterEvent> acquired = new CompletableFuture<>();
            try (ClusterServer other = ClusterServer.builder()
                    .host(second)
                    .nodes(first)
                    .secret(SECRET)
                    .listener(event -> {
                        if (event instanceof ClusterEvent.LeadershipAcquired) {
                            acquired.complete(event);
                        }
                    })
                    .start()) {
                assertThat(awaitLeader(other).host()).isEqualTo(first);

                program.outputWriter(StandardCharsets.UTF_8).close();

                acquired.get(60, TimeUnit.SECONDS);
                assertThat(other.cluster().history())
                        .extracting(HistoryEntry::why)
                        .contains(first + " hands leadership to this node");
            }
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void no_thread_of_it_keeps_a_program_alive() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (ClusterServer server = start("http://127.0.0.1:" + freePort(), "")) {
            awaitLeader(server);

            Set<Thread> started = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .collect(Collectors.toSet());

            assertThat(started).isNotEmpty().allMatch(Thread::isDaemon);
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_the_fix() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start("http://127.0.0.1:" + taken.getLocalPort(), ""))
                    .isInstanceOf(ClusterConfigurationException.class)
                    .hasMessageStartingWith("Cannot listen on 127.0.0.1 port " + taken.getLocalPort())
                    .hasMessageContaining("bind");
        }
    }

    @Test
    void a_url_that_leads_elsewhere_is_refused_at_the_start() throws Exception {
        String elsewhere = "http://127.0.0.1:" + freePort();
        assertThatThrownBy(() -> ClusterServer.builder()
                        .host(elsewhere)
                        .secret(SECRET)
                        .bind("127.0.0.1:0")
                        .start())
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageStartingWith("This node cannot be reached at " + elsewhere);
    }

    @Test
    void a_url_at_which_nothing_answers_is_believed_unless_a_peer_hears_nothing_there_either() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ClusterServer peer = start("http://127.0.0.1:" + freePort(), "")) {
            String own = "http://127.0.0.1:" + silent.getLocalPort();

            try (ClusterServer alone = startAtFreePort(own, "")) {
                assertThat(alone.cluster().self().host()).isEqualTo(own);
            }
            assertThatThrownBy(() -> startAtFreePort(own, peer.cluster().self().host()))
                    .isInstanceOf(ClusterConfigurationException.class)
                    .hasMessageStartingWith("This node cannot be reached at " + own)
                    .hasMessageContaining(peer.cluster().self().host() + " cannot call it either");
        }
    }

    private static ClusterServer startAtFreePort(String host, String nodes) {
        return ClusterServer.builder()
                .host(host)
                .nodes(nodes)
                .secret(SECRET)
                .bind("127.0.0.1:0")
                .start();
    }

    @Test
    void a_node_finds_itself_in_the_list_by_its_code() throws Exception {
        int port = freePort();
        String own = "http://127.0.0.1:" + port;
        try (ClusterServer server = ClusterServer.builder()
                .nodes("http://127.0.0.1:" + freePort() + ";" + own + ",5,2,blue")
                .code("blue-5")
                .secret(SECRET)
                .bind("127.0.0.1:" + port)
                .start()) {
            assertThat(server.cluster().self().host()).isEqualTo(own);
            assertThat(server.cluster().self().id()).isEqualTo(5);
            assertThat(server.cluster().self().name()).isEqualTo("blue");
            assertThat(server.port()).isEqualTo(port);
        }
    }

    private static ClusterServer start(String host, String nodes) {
        return ClusterServer.builder().host(host).nodes(nodes).secret(SECRET).start();
    }

    private static Member awaitLeader(ClusterServer server) throws Exception {
        ClusterView view = server.cluster().awaitLeader().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return view.currentLeader().orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
