package org.pastecluster.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.http.client.MisbehavingServer.write;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpLimits;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.HttpSettingsBuilder;
import org.pastecluster.http.LoopbackServer;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

@Tag("jdk")
class NodeClientTest {

    private static final String SECRET = "a-secret-of-some-length";
    private static final String NEWER = "another-secret-of-some-length";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private NodeClient client(HttpSettingsBuilder settings) {
        return client(settings, 1);
    }

    private NodeClient client(HttpSettingsBuilder settings, long incarnation) {
        NodeClient client = new NodeClient(settings.build(), incarnation, TimeSource.system(), closed::add);
        open.add(client);
        return client;
    }

    private NodeClient client() {
        return client(HttpSettings.builder().secret(SECRET));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    private static Frame ask(long from) {
        Member member = new Member(NodeAddress.of("http://127.0.0.1:1"), from);
        return new Frame(new Envelope(member, 0, 1, 1, 1, 0, null, ViewId.NONE), new Request.Ask("http://127.0.0.1:2"));
    }

    /** A node of this project that acknowledges everything. */
    private LoopbackServer node(HttpSettingsBuilder settings, long incarnation) {
        LoopbackServer server = opened(new LoopbackServer());
        ClusterHttpHandler handler = opened(new ClusterHttpHandler(settings.build(), incarnation, TimeSource.system()));
        serve(server, handler, incarnation);
        return server;
    }

    private static void serve(LoopbackServer server, ClusterHttpHandler handler, long incarnation) {
        Member self = new Member(NodeAddress.of(server.url()), incarnation);
        handler.receiveWith(new Transport.Receiver() {
            @Override
            public boolean receive(Frame request, Transport.Answer answer) {
                Envelope envelope =
                        new Envelope(self, request.envelope().from().incarnation(), 1, 1, 1, 0, null, ViewId.NONE);
                answer.answer(new Frame(envelope, new Reply.Ack()));
                return true;
            }

            @Override
            public boolean deliver(ClusterMessage message) {
                return false;
            }

            @Override
            public void closed(String host) {
                throw new IllegalStateException("a handler closes nothing");
            }
        });
        server.serve(handler);
    }

    private record Result(Frame reply, CallFailure failure, String detail) {}

    private static CompletableFuture<Result> call(NodeClient client, String host, Duration timeout) {
        return call(client, host, timeout, 1);
    }

    private static CompletableFuture<Result> call(NodeClient client, String host, Duration timeout, long from) {
        CompletableFuture<Result> result = new CompletableFuture<>();
        client.call(host, ask(from), timeout, new Transport.Outcome() {
            @Override
            public void replied(Frame reply) {
                assertThat(result.complete(new Result(reply, null, ""))).isTrue();
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                assertThat(result.complete(new Result(null, failure, detail))).isTrue();
            }
        });
        return result.orTimeout(60, TimeUnit.SECONDS);
    }

    @Test
    void calls_a_node_after_one_challenge_and_then_without() {
        LoopbackServer node = node(HttpSettings.builder().secret(SECRET), 77);
        NodeClient client = client();

        for (int i = 0; i < 20; i++) {
            Result result = call(client, node.url(), LONG).join();
            assertThat(result.detail()).isEmpty();
            assertThat(result.reply().envelope().from().incarnation()).isEqualTo(77);
        }
    }

    @Test
    void calls_on_after_the_node_was_restarted() {
        LoopbackServer node = node(HttpSettings.builder().secret(SECRET), 77);
        NodeClient client = client();
        call(client, node.url(), LONG).join();

        ClusterHttpHandler restarted = opened(
                new ClusterHttpHandler(HttpSettings.builder().secret(SECRET).build(), 78, TimeSource.system()));
        serve(node, restarted, 78);

        assertThat(call(client, node.url(), LONG)
                        .join()
                        .reply()
                        .envelope()
                        .from()
                        .incarnation())
                .isEqualTo(78);
    }

    @Test
    void a_wrong_secret_is_recognised_as_one() {
        LoopbackServer node = node(HttpSettings.builder().secret(NEWER), 77);

        Result result = call(client(), node.url(), LONG).join();

        assertThat(result.failure()).isEqualTo(CallFailure.REJECTED);
        assertThat(result.detail())
                .isEqualTo(
                        "The node " + node.url()
                                + " turns this one away: the signature is wrong: the secrets differ, or the"
                                + " request was altered on its way. Give both the same secret and the same way to authenticate.");
    }

    @Test
    void a_secret_is_changed_without_a_gap() {
        LoopbackServer old = node(HttpSettings.builder().secret(SECRET), 77);
        LoopbackServer both = node(HttpSettings.builder().secret(NEWER).secret(SECRET), 78);

        NodeClient changed = client(HttpSettings.builder().secret(NEWER).secret(SECRET), 2);

        assertThat(call(changed, old.url(), LONG, 2).join().detail()).isEmpty();
        assertThat(call(changed, both.url(), LONG, 2).join().detail()).isEmpty();
        assertThat(call(client(), both.url(), LONG).join().detail()).isEmpty();
    }

    @Test
    void a_cluster_changes_from_tokens_to_signatures_without_a_gap() {
        HttpSettingsBuilder both = HttpSettings.builder().secret(SECRET).auth(AuthMode.SIGNED, AuthMode.TOKEN);
        LoopbackServer before = node(HttpSettings.builder().secret(SECRET).auth(AuthMode.TOKEN), 77);
        LoopbackServer during = node(both, 78);
        LoopbackServer after = node(HttpSettings.builder().secret(SECRET), 79);
        NodeClient changing = client(both, 2);

        assertThat(call(changing, before.url(), LONG, 2).join().detail()).isEmpty();
        assertThat(call(changing, during.url(), LONG, 2).join().detail()).isEmpty();
        assertThat(call(changing, after.url(), LONG, 2).join().detail()).isEmpty();
        NodeClient old = client(HttpSettings.builder().secret(SECRET).auth(AuthMode.TOKEN), 3);
        assertThat(call(old, during.url(), LONG, 3).join().detail()).isEmpty();
        assertThat(call(old, after.url(), LONG, 3).join().failure()).isEqualTo(CallFailure.REJECTED);
    }

    @Test
    void a_node_that_is_starting_is_as_good_as_none() {
        LoopbackServer server = opened(new LoopbackServer());
        server.serve(opened(
                new ClusterHttpHandler(HttpSettings.builder().secret(SECRET).build(), 77, TimeSource.system())));

        assertThat(call(client(), server.url(), LONG).join().failure()).isEqualTo(CallFailure.REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302 Found|Location: http://login.example/|sends elsewhere (http://login.example/)",
                "403 Forbidden|Content-Type: text/html|proxy or security filter answered 403 on POST /api/cluster/ask",
                "404 Not Found|Content-Type: text/html|another application listens there",
                "502 Bad Gateway|Content-Type: text/html|A proxy answered 502",
                "405 Method Not Allowed|X: y|.NET PasteCluster node",
                "200 OK|Content-Type: text/html|is no node of this cluster answered 200"
            })
    void what_answers_in_a_nodes_place_is_named(String status, String header, String sentence) {
        MisbehavingServer server = opened(MisbehavingServer.saying(
                "HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: 4\r\n\r\n<a/>", true));

        Result result = call(client(), server.url(), LONG).join();

        assertThat(result.failure()).isEqualTo(CallFailure.FOREIGN);
        assertThat(result.detail()).contains(sentence, server.url());
        assertThat(server.requests())
                .as("redirects are not followed, nothing is repeated")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\npastecluster: 1\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 401 No\r\npastecluster: 1\r\npastecluster-from: 5\r\npastecluster-time: 7\r\n"
                        + "pastecluster-signature: 00\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 503 No\r\npastecluster: 1\r\nContent-Length: 22\r\n\r\n{\"state\":\"starting\"}  ",
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\nx"
            })
    void an_answer_that_proves_nothing_is_foreign(String answer) {
        MisbehavingServer server = opened(MisbehavingServer.saying(answer, true));

        assertThat(call(client(), server.url(), LONG).join().failure()).isEqualTo(CallFailure.FOREIGN);
    }

    @Test
    void nobody_listens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Result result = call(client(), "http://127.0.0.1:" + port, LONG).join();

        assertThat(result.failure()).isEqualTo(CallFailure.REFUSED);
    }

    @Test
    void half_an_answer_is_silence() {
        MisbehavingServer server =
                opened(MisbehavingServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", false));

        assertThat(call(client(), server.url(), LONG).join().failure()).isEqualTo(CallFailure.SILENT);
    }

    @Test
    void a_slow_peer_is_silent_in_time_and_delays_nobody_else() {
        CountDownLatch never = new CountDownLatch(1);
        MisbehavingServer slow = opened(new MisbehavingServer((number, head, socket) -> waitFor(never)));
        LoopbackServer node = node(HttpSettings.builder().secret(SECRET), 77);
        NodeClient client = client(HttpSettings.builder().secret(SECRET).limits(HttpLimits.DEFAULT.withPerPeer(2, 3)));
        List<CompletableFuture<Result>> stuck = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            stuck.add(call(client, slow.url(), i < 5 ? LONG : SHORT));
        }

        assertThat(call(client, node.url(), LONG).join().detail()).isEmpty();
        assertThat(stuck.get(5).join().failure()).as("one too many").isEqualTo(CallFailure.SILENT);
        assertThat(stuck.subList(0, 5)).noneMatch(CompletableFuture::isDone);
        assertThat(slow.connections()).isLessThanOrEqualTo(2);
        assertThat(call(client, slow.url(), SHORT).join().failure()).isEqualTo(CallFailure.SILENT);
        client.close();
        assertThat(stuck.get(0).join().failure()).isEqualTo(CallFailure.SILENT);
        assertThat(call(client, node.url(), LONG).join().failure()).isEqualTo(CallFailure.SILENT);
        never.countDown();
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return !latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void connections_are_used_again_and_their_end_is_told() throws Exception {
        MisbehavingServer server = opened(MisbehavingServer.saying(
                "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", true));
        NodeClient client = client();
        for (int i = 0; i < 5; i++) {
            call(client, server.url(), LONG).join();
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(closed).isEmpty();

        server.dropAll();

        assertThat(closed.poll(30, TimeUnit.SECONDS)).isEqualTo(server.url());
    }

    @Test
    void a_call_that_meets_a_connection_which_just_closed_is_sent_once_more() {
        MisbehavingServer server = opened(new MisbehavingServer((number, head, socket) -> {
            if (number == 1) {
                return false;
            }
            write(socket, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
            return true;
        }));
        NodeClient client = client();
        call(client, server.url(), LONG).join();

        Result second = call(client, server.url(), LONG).join();

        assertThat(second.failure()).isEqualTo(CallFailure.FOREIGN);
        assertThat(server.requests()).isEqualTo(3);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_node_that_ends_while_it_is_asked_refuses() throws Exception {
        CompletableFuture<MisbehavingServer> ending = new CompletableFuture<>();
        MisbehavingServer server = opened(new MisbehavingServer((number, head, socket) -> {
            ending.join().close();
            return false;
        }));
        ending.complete(server);

        assertThat(call(client(), server.url(), LONG).join().failure()).isEqualTo(CallFailure.REFUSED);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void a_web_server_that_answers_by_itself_while_it_stops_refuses() {
        CompletableFuture<MisbehavingServer> stopping = new CompletableFuture<>();
        MisbehavingServer server = opened(new MisbehavingServer((number, head, socket) -> {
            stopping.join().closePort();
            write(socket, "HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return false;
        }));
        stopping.complete(server);

        assertThat(call(client(), server.url(), LONG).join().failure()).isEqualTo(CallFailure.REFUSED);
    }

    @Test
    void a_node_that_only_drops_connections_is_silent_and_is_sent_nothing_twice() {
        MisbehavingServer server = opened(new MisbehavingServer((number, head, socket) -> false));

        assertThat(call(client(), server.url(), LONG).join().failure()).isEqualTo(CallFailure.SILENT);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void no_frame_is_sent_to_a_dot_net_node() {
        List<String> heads = new java.util.concurrent.CopyOnWriteArrayList<>();
        MisbehavingServer dotNet = opened(new MisbehavingServer((number, head, socket) -> {
            heads.add(head);
            String body =
                    "{\"success\":true,\"master\":null,\"node\":{\"host\":\"http://b\",\"id\":1,\"vote_time\":7},\"node_count\":1}";
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            return true;
        }));
        NodeClient client = client(HttpSettings.builder().secret(SECRET).auth(AuthMode.TOKEN));

        Result result = call(client, dotNet.url(), LONG).join();

        assertThat(result.reply().body()).isEqualTo(new Reply.Neighbour(null, 1, 7, List.of()));
        assertThat(result.reply().envelope().from().isNeighbour()).isTrue();
        assertThat(heads).hasSize(1);
        assertThat(heads.get(0)).startsWith("GET /api/cluster/health HTTP/1.1").contains("slovetoken: " + SECRET);
    }

    @Test
    void a_dot_net_node_can_be_asked_in_its_own_form() throws Exception {
        MisbehavingServer dotNet = opened(new MisbehavingServer((number, head, socket) -> {
            boolean good = head.contains("fromnode: http://me") && head.contains("masternode: http://m");
            String body = "{\"success\":" + good + ",\"master\":null,\"node\":null,\"node_count\":1}";
            write(
                    socket,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                            + "\r\n" + body + "\r\n0\r\n\r\n");
            return true;
        }));
        NodeClient client = client(HttpSettings.builder().secret(SECRET).auth(AuthMode.TOKEN));

        DotNetAnswer answer = client.askDotNet(dotNet.url(), Operation.ASK, "http://me", "http://m", null, LONG)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);

        assertThat(answer).isEqualTo(new DotNetAnswer(true, null, null, 1));
    }

    @Test
    void a_name_without_an_address_and_a_host_that_is_none_are_silent() throws Exception {
        NodeClient client = client();

        assertThat(call(client, "http://no-such-host.invalid:80", LONG).join().failure())
                .isEqualTo(CallFailure.SILENT);
        assertThat(call(client, "nonsense", LONG).join().failure()).isEqualTo(CallFailure.SILENT);
        assertThat(call(client, "http://[::1", LONG).join().failure()).isEqualTo(CallFailure.SILENT);
    }

    @Test
    void an_answer_is_failed_with_a_reason_where_a_stage_is_given() {
        MisbehavingServer server =
                opened(MisbehavingServer.saying("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", true));
        CompletableFuture<NodeAnswer> answer =
                client().ask(server.url(), Operation.STATUS, null, LONG).toCompletableFuture();

        try {
            answer.get(60, TimeUnit.SECONDS);
            throw new AssertionError("a stranger was believed");
        } catch (ExecutionException failed) {
            assertThat(failed.getCause()).isInstanceOf(NodeCallException.class);
            assertThat(((NodeCallException) failed.getCause()).failure()).isEqualTo(CallFailure.FOREIGN);
        } catch (InterruptedException | java.util.concurrent.TimeoutException late) {
            throw new AssertionError(late);
        }
    }
}
