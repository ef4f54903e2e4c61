package org.pastecluster.http.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterEvent;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.LoopbackServer;

/** {@code joinin} and {@code run} say how a node is reached: it looks before it believes that. */
class RegisteringTest {

    private static final String SECRET = "a-token-of-some-length";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final CompletableFuture<String> moved = new CompletableFuture<>();
    private final LoopbackServer server = new LoopbackServer();
    private final LoopbackServer secondDoor = new LoopbackServer();
    private final PasteCluster node = PasteCluster.builder()
            .host(server.url())
            .secret(SECRET)
            .auth(AuthMode.TOKEN)
            .shutdownHook(false)
            .listener(event -> {
                if (event instanceof ClusterEvent.ViewChanged changed
                        && changed.view().self().host().equals(secondDoor.url())) {
                    moved.complete(changed.view().self().name());
                }
            })
            .create();

    @BeforeEach
    void start() {
        server.serve(node.handler());
        secondDoor.serve(node.handler());
        node.start();
    }

    @AfterEach
    void close() {
        node.close();
        secondDoor.close();
        server.close();
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    private HttpResponse<String> joinIn(String host) throws Exception {
        return send(request("joinin?host=" + host + "&id=3&name=me").GET());
    }

    private HttpResponse<String> run(String host) throws Exception {
        int port = URI.create(host).getPort();
        return send(request("run")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"proAddress\":\"127.0.0.1\",\"extendService\":{\"listenPorts\":\"" + port + "\"}}")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/cluster/" + path))
                .header("slovetoken", SECRET);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_url_that_leads_here_is_taken_and_answered_as_dot_net_does() throws Exception {
        HttpResponse<String> answer = joinIn(secondDoor.url());

        assertThat(answer.body()).isEqualTo("手动加入!");
        assertThat(moved.get(20, TimeUnit.SECONDS)).isEqualTo("me");
    }

    @Test
    void a_notice_with_a_url_that_leads_here_is_taken() throws Exception {
        HttpResponse<String> answer = run(secondDoor.url());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"node_count\":1");
        assertThat(moved.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void a_url_that_leads_elsewhere_is_refused_and_the_node_stays_where_it_is() throws Exception {
        String elsewhere = closedPort();

        HttpResponse<String> joined = joinIn(elsewhere);
        HttpResponse<String> noticed = run(elsewhere);

        assertThat(joined.statusCode()).isEqualTo(400);
        assertThat(joined.body()).contains("This node cannot be reached at " + elsewhere);
        assertThat(noticed.statusCode()).isEqualTo(400);
        assertThat(node.cluster().self().host()).isEqualTo(server.url());
    }

    @Test
    void a_name_alone_needs_no_look() throws Exception {
        assertThat(joinIn(server.url()).statusCode()).isEqualTo(200);
    }
}
