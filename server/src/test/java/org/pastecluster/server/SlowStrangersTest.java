package org.pastecluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pastecluster.http.AuthMode;

/** Strangers that send half of a body and then nothing. There are more of them than the server has threads. */
class SlowStrangersTest {

    private static final String SECRET = "a-secret-of-the-server's-tests";
    private static final int STRANGERS = 40;

    /** Less than Tomcat waits for a body, so that who is answered was not kept waiting for one. */
    private static final int SOON_MILLIS = 8_000;

    private static final String FORGED = "pastecluster-signature: " + "0".repeat(64) + "\r\n"
            + "pastecluster-from: 0123456789abcdef\r\npastecluster-to: fedcba9876543210\r\n"
            + "pastecluster-time: 1\r\npastecluster-nonce: 1\r\n";

    private final List<AutoCloseable> open = new ArrayList<>();
    private int port;
    private ClusterServer server;

    @BeforeEach
    void start() throws IOException {
        port = freePort();
        server = opened(builder(port)
                .http(http -> http.answerTimeout(Duration.ofSeconds(1)))
                .start());
    }

    /** Gives senders more time than they need, also on a busy machine. */
    private void patientServer() throws IOException {
        port = freePort();
        opened(builder(port)
                .http(http -> http.answerTimeout(Duration.ofMinutes(1)))
                .start());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static ClusterServerBuilder builder(int port) {
        return ClusterServer.builder().host("http://127.0.0.1:" + port).secret(SECRET);
    }

    private <T extends AutoCloseable> T opened(T what) {
        open.add(0, what);
        return what;
    }

    private List<Socket> strangers(String head, String body) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < STRANGERS; i++) {
            sockets.add(stranger(head, body));
        }
        return sockets;
    }

    private Socket stranger(String head, String body) throws IOException {
        Socket socket = opened(new Socket(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(SOON_MILLIS);
        String request = head + "Host: 127.0.0.1:" + port + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String post(String headers, String length) {
        return "POST /api/cluster/health HTTP/1.1\r\nContent-Type: application/json\r\n" + headers + length + "\r\n";
    }

    /** Everything up to the end of the connection. */
    private static String whole(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void peopleAndPeersDoNotWait() throws Exception {
        Socket person = stranger("GET /api/cluster/status HTTP/1.1\r\nConnection: close\r\n", "");
        assertThat(whole(person)).startsWith("HTTP/1.1 401 ");
        ClusterServer peer =
                opened(builder(freePort()).nodes("http://127.0.0.1:" + port).start());
        assertThat(peer.cluster()
                        .awaitLeader()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .currentLeader()
                        .orElseThrow()
                        .host())
                .isEqualTo(server.cluster().self().host());
    }

    @Test
    void forged_signatures_hold_no_thread_and_their_time_ends() throws Exception {
        List<Socket> strangers = strangers(post(FORGED, "Content-Length: 1000"), "{\"host\":");

        peopleAndPeersDoNotWait();

        for (Socket stranger : strangers) {
            assertThat(whole(stranger)).startsWith("HTTP/1.1 408 ").contains("the body did not arrive in time");
        }
    }

    @Test
    void bodies_in_chunks_hold_no_thread_and_their_time_ends() throws Exception {
        List<Socket> strangers = strangers(post(FORGED, "Transfer-Encoding: chunked"), "8\r\n{\"host\":\r\n");

        peopleAndPeersDoNotWait();

        for (Socket stranger : strangers) {
            assertThat(whole(stranger)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void who_is_turned_away_before_the_body_is_read_is_not_waited_for() throws Exception {
        List<Socket> strangers = strangers(post("", "Content-Length: 1000"), "{\"host\":");
        strangers.addAll(strangers("GET /api/cluster/status HTTP/1.1\r\nContent-Length: 1000\r\n", "{\"host\":"));

        peopleAndPeersDoNotWait();

        for (Socket stranger : strangers) {
            assertThat(whole(stranger)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void a_body_that_takes_its_time_is_served_when_it_is_there() throws Exception {
        Socket slow = stranger(post(FORGED, "Content-Length: 13"), "{\"host\"");
        Socket other = stranger("GET /api/cluster/status HTTP/1.1\r\nConnection: close\r\n", "");
        assertThat(whole(other)).startsWith("HTTP/1.1 401 ");

        slow.getOutputStream().write(":null}".getBytes(StandardCharsets.US_ASCII));

        assertThat(whole(slow)).startsWith("HTTP/1.1 403 ").contains("the signature is wrong");
    }

    @ParameterizedTest
    @CsvSource({"status, 401", "nothing, 404", "leave, 405", "live, 200"})
    void who_has_shown_nothing_loses_its_connection_with_the_answer(String path, int status) throws Exception {
        Socket stranger = stranger("GET /api/cluster/" + path + " HTTP/1.1\r\n", "");

        assertThat(whole(stranger)).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close\r\n");
    }

    @Test
    void who_has_shown_the_token_keeps_its_connection() throws Exception {
        port = freePort();
        opened(builder(port).auth(AuthMode.TOKEN).start());
        String question = "GET /api/cluster/status HTTP/1.1\r\nslovetoken: " + SECRET + "\r\n";
        Socket peer = stranger(question, "");
        String last = question + "Host: x\r\nConnection: close\r\n\r\n";
        peer.getOutputStream().write(last.getBytes(StandardCharsets.US_ASCII));

        assertThat(whole(peer)).containsPattern("(?s)HTTP/1.1 200 .*HTTP/1.1 200 ");
    }

    @Test
    void who_sends_all_of_a_body_that_is_too_long_reads_why_it_was_not_taken() throws Exception {
        int length = 3 << 20;
        patientServer();
        Socket announced = stranger(post(FORGED, "Content-Length: " + length), "");
        Socket chunked = stranger(post(FORGED, "Transfer-Encoding: chunked"), Integer.toHexString(length) + "\r\n");
        for (int sent = 0; sent < length; sent += 1 << 16) {
            announced.getOutputStream().write(new byte[1 << 16]);
            chunked.getOutputStream().write(new byte[1 << 16]);
        }
        chunked.getOutputStream().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(whole(announced)).startsWith("HTTP/1.1 413 ").contains("the body is longer than");
        assertThat(whole(chunked)).startsWith("HTTP/1.1 413 ").contains("the body is longer than");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
