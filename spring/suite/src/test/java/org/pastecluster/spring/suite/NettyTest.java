package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.Cluster;
import org.pastecluster.Leadership;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.spring.ClusterDrain;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One WebFlux application, in the mode that lets a test prove who it is without computing signatures. */
@Tag("netty")
class NettyTest {

    private static final String SECRET = "slovetoken: correct-horse-battery-staple";
    private static final String USER =
            "Basic " + Base64.getEncoder().encodeToString("user:of-the-suite".getBytes(StandardCharsets.US_ASCII));

    private static ConfigurableApplicationContext application;

    private static final CompletableFuture<Long> TOKEN = new CompletableFuture<>();
    private static final Sinks.One<String> ANSWER = Sinks.one();

    /** What the leader alone answers, when the test says so. */
    @RestController
    static class Board {

        @LeaderOnly
        @GetMapping("/lead")
        Mono<String> lead() {
            TOKEN.complete(Leadership.current().orElseThrow().token());
            return ANSWER.asMono();
        }
    }

    /** Beside the application. */
    @Configuration(proxyBeanMethods = false)
    static class WithBoard {

        @Bean
        Board board() {
            return new Board();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        application = App.start(List.of(WithBoard.class), "pastecluster.auth=token");
        Waiting.until(application.getBean(Cluster.class).awaitLeader());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void a_leader_only_call_goes_on_until_what_it_returned_has_ended() throws Exception {
        ClusterDrain work = application.getBean(ClusterDrain.class);
        CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(App.url(application) + "/lead"))
                                .header("Authorization", USER)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(Waiting.until(TOKEN)).isPositive();

        CompletableFuture<?> drained = work.drain().toCompletableFuture();
        assertThat(drained).isNotDone();
        ANSWER.tryEmitValue("led").orThrow();

        assertThat(Waiting.until(response).body()).isEqualTo("led");
        Waiting.until(drained);
        assertThat(RawHttp.get(App.port(application), "/lead", "Authorization: " + USER))
                .as("when leader-only work was told to end")
                .startsWith("HTTP/1.1 500");
    }

    @Test
    void what_a_balancer_asks_is_answered_by_a_status_alone() throws Exception {
        try (Socket socket = send("HEAD /api/cluster/role/leader HTTP/1.1", "Connection: close")) {
            assertThat(rest(socket)).startsWith("HTTP/1.1 200").contains(App.url(application)).endsWith("\r\n\r\n");
        }
    }

    @Test
    void a_connection_may_carry_one_request_after_another() throws Exception {
        try (Socket socket = send("GET /api/cluster/status HTTP/1.1", SECRET)) {
            assertThat(head(socket)).startsWith("HTTP/1.1 200");
        }
        try (Socket socket = send("GET /api/cluster/live HTTP/1.1")) {
            assertThat(head(socket)).startsWith("HTTP/1.1 200");
            ask(socket, "GET /api/cluster/live HTTP/1.1", "Connection: close");
            assertThat(rest(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a_body_of_unknown_length_is_read_as_far_as_a_limit() throws Exception {
        byte[] piece = ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket =
                send("POST /api/cluster/find HTTP/1.1", SECRET, "Content-Type: application/json", "Transfer-Encoding: chunked")) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 20; i++) {
                out.write(piece);
            }
            assertThat(head(socket)).startsWith("HTTP/1.1 413");
            // What nobody reads is thrown away, and nobody is reset who still sends.
            for (int i = 0; i < 60; i++) {
                out.write(piece);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(20_000);
            ask(socket, "GET /api/cluster/live HTTP/1.1", "Connection: close");
            assertThat(rest(socket)).contains("HTTP/1.1 200");
        }
    }

    @Test
    void a_body_that_is_announced_too_long_is_not_read() throws Exception {
        try (Socket socket = send(
                "POST /api/cluster/find HTTP/1.1", SECRET, "Content-Type: application/json", "Content-Length: 2000000")) {
            assertThat(head(socket)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void a_link_may_be_a_web_socket_and_ends_when_who_dialled_says_something() throws Exception {
        try (Socket socket = link("Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: pastecluster.1",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")) {
            assertThat(head(socket))
                    .startsWith("HTTP/1.1 101")
                    .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(socket.getInputStream().read()).as("a whole binary message").isEqualTo(0x82);
            socket.getOutputStream().write(1);
            assertThat(rest(socket)).isNotNull();
        }
    }

    @Test
    void what_comes_right_behind_the_request_for_a_link_is_its_end() throws Exception {
        try (Socket socket = link("Upgrade: pastecluster/1", "Content-Length: 0")) {
            socket.getOutputStream().write("GET /api/cluster/live HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(rest(socket)).startsWith("HTTP/1.1 101").doesNotContain("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/status;X-Forwarded-Prefix: /api/cluster",
                "/cluster/status;X-Forwarded-Prefix: /api",
                "/status;Host: 127.0.0.1/api/cluster",
                "http://127.0.0.1/api/cluster/status;X: y",
                "/x/../api/cluster/status;X: y",
            })
    void no_header_makes_a_path_the_clusters(String request) throws Exception {
        String[] parts = request.split(";", 2);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), App.port(application))) {
            socket.setSoTimeout(20_000);
            String host = parts[1].startsWith("Host") ? "" : "Host: 127.0.0.1\r\n";
            String text = "GET " + parts[0] + " HTTP/1.1\r\n" + host + parts[1] + "\r\n" + SECRET + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));

            assertThat(rest(socket)).matches("(?s)HTTP/1.1 (400|401) .*").doesNotContain("\"success\"");
        }
    }

    @Test
    void in_a_test_without_a_web_server_it_is_off_quietly() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(PasteClusterAutoConfiguration.class))
                .withPropertyValues("pastecluster.secret=correct-horse-battery-staple")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(Cluster.class)
                        .extracting(Cluster::isLeader)
                        .isEqualTo(false));
    }

    private static Socket link(String... headers) throws IOException {
        String self = Incarnations.text(application.getBean(Cluster.class).self().incarnation());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), App.port(application));
        socket.setSoTimeout(20_000);
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = SECRET;
        all[headers.length + 1] = "pastecluster-from: 1";
        all[headers.length + 2] = "pastecluster-to: " + self;
        all[headers.length + 3] = "Connection: Upgrade";
        ask(socket, "GET /api/cluster/link?host=http%3A%2F%2F127.0.0.1%3A1&dial=1 HTTP/1.1", all);
        return socket;
    }

    private static Socket send(String line, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), App.port(application));
        socket.setSoTimeout(20_000);
        ask(socket, line, headers);
        return socket;
    }

    private static void ask(Socket socket, String line, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(line + "\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** As far as the empty line. */
    private static String head(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** As far as the end of the connection. */
    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
