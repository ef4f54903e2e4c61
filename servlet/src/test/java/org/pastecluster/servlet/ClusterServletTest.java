package org.pastecluster.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.spi.Transport;

class ClusterServletTest {

    private static final String SECRET = "a secret of the servlet's tests".replace(' ', '-');
    private static final String STATUS = "/app/api/cluster/status";

    @TempDir
    Path directory;

    @Test
    void what_shows_no_secret_is_turned_away_with_the_handlers_status_and_reason() throws Exception {
        try (PasteCluster node = node();
                Container container = serving(node)) {
            HttpResponse<String> answer = container.get(STATUS);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("\"success\":false", "\"reason\":");
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
            assertThat(answer.headers().firstValue("content-length")).isPresent();
        }
    }

    @Test
    void statuses_pass_through_and_no_error_page_of_the_container_stands_in_their_place() throws Exception {
        try (PasteCluster node = node();
                Container container = serving(node)) {
            assertThat(container.get("/app/api/cluster/no-such-path").statusCode())
                    .isEqualTo(404);
            assertThat(container.get("/app/api/cluster/vote").statusCode()).isEqualTo(405);
            assertThat(container.get("/app/api/cluster/vote").headers().firstValue("allow"))
                    .hasValue("POST");
            assertThat(container
                            .send(post(container, "vote", "{}").setHeader("content-type", "text/plain"))
                            .statusCode())
                    .isEqualTo(415);
            assertThat(container.get("/app/api/cluster/no-such-path").body()).startsWith("{");
        }
    }

    @Test
    void a_body_beyond_the_limit_is_refused() throws Exception {
        try (PasteCluster node = node();
                Container container = serving(node)) {
            String large = " ".repeat((1 << 20) + 1);

            HttpResponse<String> declared = container.send(token(post(container, "vote", large)));
            HttpResponse<String> chunked =
                    container.send(token(HttpRequest.newBuilder(container.url("/app/api/cluster/vote"))
                            .header("content-type", "application/json")
                            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))));

            assertThat(declared.statusCode()).isEqualTo(413);
            assertThat(chunked.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void the_only_request_thread_is_free_while_an_answer_is_awaited() throws Exception {
        try (PasteCluster node = node();
                Container container = serving(node)) {
            Held held = new Held();
            node.handler().receiveWith(held);
            Frame frame = heartbeat();
            HttpRequest.Builder request = post(
                    container,
                    FrameCodec.operation(frame).word(),
                    FrameCodec.request(frame).toString());

            CompletableFuture<HttpResponse<String>> first = container.begin(token(request));
            assertThat(held.received.await(20, TimeUnit.SECONDS)).isTrue();
            HttpResponse<String> second = container.get(STATUS);

            assertThat(second.statusCode()).isEqualTo(401);
            assertThat(first).isNotDone();
            held.answer.get().answer(new Frame(frame.envelope(), new Reply.Ack()));
            assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_registration_without_async_is_named_in_the_answer() throws Exception {
        try (PasteCluster node = node();
                Container container = new Container(directory, new ClusterServlet(node), false, Map.of(), 0).start()) {
            HttpResponse<String> answer = container.get(STATUS);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("async-supported");
        }
    }

    @Test
    void a_node_handed_over_as_context_attribute_is_served() throws Exception {
        try (PasteCluster node = node();
                Container container = new Container(directory, new ClusterServlet(), true, Map.of(), 0)) {
            container.application().setAttribute(ClusterServlet.NODE, node);
            container.start();

            assertThat(container.get(STATUS).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void init_parameters_make_a_node_that_starts_when_its_url_leads_here_and_leaves_at_the_end() throws Exception {
        int port = freePort();
        Map<String, String> parameters =
                Map.of("host", "http://127.0.0.1:" + port + "/app", "secret", SECRET, "auth", "token");
        Cluster cluster;
        try (Container container = new Container(directory, new ClusterServlet(), true, parameters, port).start()) {
            cluster = ClusterServlet.cluster(container.application())
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            ClusterView view = cluster.awaitLeader().toCompletableFuture().get(20, TimeUnit.SECONDS);

            assertThat(view.currentLeader()).hasValue(cluster.self());
            assertThat(container
                            .send(token(HttpRequest.newBuilder(container.url(STATUS))))
                            .body())
                    .contains("Master:http://127.0.0.1:" + port + "/app");
        }
        assertThat(cluster.view().role()).isEqualTo(Role.STOPPED);
    }

    @Test
    void a_node_without_a_url_of_its_own_finds_itself_in_the_list() throws Exception {
        int port = freePort();
        String own = "http://127.0.0.1:" + port + "/app";
        Map<String, String> parameters = Map.of("nodes", "http://127.0.0.1:1;" + own + ",7,0,me", "secret", SECRET);
        try (Container container = new Container(directory, new ClusterServlet(), true, parameters, port).start()) {
            Cluster cluster = ClusterServlet.cluster(container.application())
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            assertThat(cluster.self().address()).isEqualTo(new NodeAddress(own, 7, 0, "me"));
        }
    }

    @Test
    void an_application_that_is_taken_down_before_its_node_starts_is_rid_of_it() throws Exception {
        Map<String, String> parameters = Map.of("host", "http://127.0.0.1:1/app", "secret", SECRET);
        CompletableFuture<Cluster> started;
        try (Container container = new Container(directory, new ClusterServlet(), true, parameters, 0).start()) {
            started = ClusterServlet.cluster(container.application()).toCompletableFuture();
            assertThat(started).isNotDone();
        }

        assertThat(started).isCompletedExceptionally();
    }

    @Test
    void an_application_without_a_node_says_so() throws Exception {
        try (PasteCluster node = node();
                Container container = serving(node)) {
            assertThat(ClusterServlet.cluster(container.application()).toCompletableFuture())
                    .isCompletedExceptionally();
        }
    }

    private static PasteCluster node() {
        return PasteCluster.builder()
                .host("http://127.0.0.1:1/app")
                .secret(SECRET)
                .auth(AuthMode.SIGNED, AuthMode.TOKEN)
                .shutdownHook(false)
                .create();
    }

    private Container serving(PasteCluster node) throws Exception {
        return new Container(directory, new ClusterServlet(node), true, Map.of(), 0).start();
    }

    private static HttpRequest.Builder post(Container container, String word, String body) {
        return HttpRequest.newBuilder(container.url("/app/api/cluster/" + word))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder token(HttpRequest.Builder request) {
        return request.header("slovetoken", SECRET);
    }

    private static Frame heartbeat() {
        Member from = new Member(NodeAddress.of("http://127.0.0.1:2"), 7);
        return new Frame(new Envelope(from, 0, 0, 0, 0, 0, null, new ViewId(0, 0)), new Request.Heartbeat());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Takes a frame and lets its sender wait. */
    private static final class Held implements Transport.Receiver {

        private final CountDownLatch received = new CountDownLatch(1);
        private final AtomicReference<Transport.Answer> answer = new AtomicReference<>();

        @Override
        public boolean receive(Frame request, Transport.Answer takes) {
            answer.set(takes);
            received.countDown();
            return true;
        }

        @Override
        public boolean deliver(ClusterMessage message) {
            return false;
        }

        @Override
        public void closed(String host) {}
    }
}
