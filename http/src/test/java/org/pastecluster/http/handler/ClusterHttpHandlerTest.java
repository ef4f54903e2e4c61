package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.auth.SignedRequest;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;

class ClusterHttpHandlerTest {

    private static final String SECRET = "a-secret-of-some-length";
    private static final byte[] NO_BODY = {};

    private final HandlerBench bench = new HandlerBench(
                    HttpSettings.builder().secret(SECRET).nodeCode("code-1").build())
            .started();
    private HandlerBench other = bench;

    @AfterEach
    void close() {
        bench.close();
        other.close();
    }

    private static Frame frame(Request body) {
        Member from = new Member(NodeAddress.of("http://10.0.0.9:8080"), HandlerBench.CALLER);
        return new Frame(new Envelope(from, 0, 5, 5, 1, 0, null, ViewId.NONE), body);
    }

    private HandlerBench withTokens() {
        other = new HandlerBench(HttpSettings.builder()
                        .secret(SECRET)
                        .auth(AuthMode.TOKEN)
                        .build())
                .started();
        return other;
    }

    @Test
    void a_frame_reaches_the_node_and_its_reply_comes_back_signed() throws Exception {
        Frame ask = frame(new Request.Ask("http://10.0.0.1:8080"));
        byte[] body = FrameCodec.request(ask).toBytes();
        SignedRequest request = bench.sign("POST", "ask", "", body);
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("content-type", "application/json; charset=utf-8");

        HttpAnswer answer = bench.ask("POST", "/api/cluster/ask", "", headers, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(bench.frames).containsExactly(ask);
        assertThat(request.answeredBy(200, answer.body(), answer.headers()::get))
                .hasValue(HandlerBench.INCARNATION);
        JsonObject json = JsonParser.object(answer.body(), 32);
        assertThat(FrameCodec.readReplyFrom(json)).isEqualTo(bench.reply(ask, new Reply.Ack()));
        assertThat(DotNetAnswer.read(json).node().host()).isEqualTo("http://10.0.0.1:8080");
        assertThat(json.requiredObject("pastecluster").text("seen_as")).isEqualTo("10.0.0.9");
    }

    @Test
    void a_reply_may_come_later_and_holds_no_thread() throws Exception {
        bench.answers = false;
        Frame ask = frame(new Request.Ask("http://10.0.0.1:8080"));
        byte[] body = FrameCodec.request(ask).toBytes();
        Map<String, String> headers =
                new HashMap<>(bench.sign("POST", "ask", "", body).headers());
        headers.put("content-type", "application/json");

        CompletableFuture<HttpAnswer> answer =
                bench.answerTo(HandlerBench.request("POST", "/api/cluster/ask", "", headers, body));
        assertThat(answer).isNotDone();
        assertThat(bench.handler.inFlight()).isEqualTo(1);
        bench.unanswered.get(0).answer(bench.reply(ask, new Reply.Ack()));

        assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void a_node_that_never_answers_ends_the_request_in_time() {
        other = new HandlerBench(HttpSettings.builder()
                        .secret(SECRET)
                        .answerTimeout(Duration.ofMillis(20))
                        .build())
                .started();
        other.answers = false;

        HttpAnswer answer = other.signed(
                "POST",
                "leave",
                "",
                FrameCodec.request(frame(new Request.Leave())).toString());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(HandlerBench.text(answer)).contains("no answer in time");
    }

    @Test
    void who_waits_for_an_answer_is_told_at_once_that_the_node_has_left() throws Exception {
        bench.answers = false;
        byte[] body = FrameCodec.request(frame(new Request.Ask("http://10.0.0.1:8080")))
                .toBytes();
        SignedRequest request = bench.sign("POST", "ask", "", body);
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("content-type", "application/json");
        CompletableFuture<HttpAnswer> waiting =
                bench.answerTo(HandlerBench.request("POST", "/api/cluster/ask", "", headers, body));
        assertThat(waiting).isNotDone();

        bench.handler.close();

        HttpAnswer answer = waiting.get(30, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(HandlerBench.text(answer)).contains("\"state\":\"stopped\"");
        assertThat(request.answeredBy(503, answer.body(), answer.headers()::get))
                .as("signed, so that it is believed")
                .hasValue(HandlerBench.INCARNATION);
    }

    @Test
    void a_frame_on_the_wrong_path_or_of_another_sender_is_refused() {
        String leave = FrameCodec.request(frame(new Request.Leave())).toString();
        String stolen = leave.replace("0000000000ca11e4", "0000000000ca11e5");

        assertThat(bench.signed("POST", "join", "", leave).status()).isEqualTo(400);
        assertThat(bench.signed("POST", "leave", "", stolen).status()).isEqualTo(400);
        assertThat(bench.changes()).isZero();
    }

    @Test
    void says_whether_it_is_starting_busy_or_gone() {
        String leave = FrameCodec.request(frame(new Request.Leave())).toString();
        other = new HandlerBench(HttpSettings.builder().secret(SECRET).build());
        assertThat(HandlerBench.text(other.signed("POST", "leave", "", leave))).contains("\"state\":\"starting\"");
        assertThat(other.signed("GET", "status", "", "").status()).isEqualTo(503);

        bench.takesFrames = false;
        assertThat(HandlerBench.text(bench.signed("POST", "leave", "", leave))).contains("\"state\":\"busy\"");
        bench.cluster.stop();
        assertThat(HandlerBench.text(bench.signed("POST", "leave", "", leave))).contains("\"state\":\"stopped\"");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/cluster/nothing, 404",
        "GET, /api/cluster, 404",
        "GET, /health, 404",
        "POST, /api/cluster/health/, 404",
        "GET, /api/cluster/leave, 405",
        "DELETE, /api/cluster/health, 405",
        "POST, /api/cluster/status, 405",
        "POST, /api/cluster/ask, 415",
        "GET, /api/cluster/send, 405",
        "GET, /api/cluster/health, 401",
        "GET, /api/cluster/status, 401",
        "GET, /api/cluster/nodes, 401",
        "GET, /api/cluster/history, 401",
        "GET, /api/cluster/joinin, 401",
        "GET, /api/cluster/addone, 401",
        "GET, /app/api/cluster/ask, 401"
    })
    void strangers_get_a_status_and_one_line(String method, String path, int status) {
        HttpAnswer answer = bench.ask(method, path, "", Map.of(), NO_BODY);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(HandlerBench.text(answer)).contains("\"reason\":\"").doesNotContain("\n");
        assertThat(answer.headers()).containsEntry("pastecluster", "1");
        assertThat(bench.changes()).isZero();
    }

    @Test
    void a_wrong_method_is_told_the_right_one() {
        assertThat(bench.ask("GET", "/api/cluster/leave", "", Map.of(), NO_BODY).headers())
                .containsEntry("allow", "POST");
    }

    @Test
    void a_stranger_has_no_body_read() {
        HttpRequestData request = new HttpRequestData(
                "POST",
                "/api/cluster/run",
                null,
                Map.of("content-type", "application/json")::get,
                BodySink::broken,
                "10.0.0.9");

        assertThat(bench.answerTo(request).join().status()).isEqualTo(401);
    }

    @Test
    void limits_come_before_parsing() {
        byte[] large = new byte[(1 << 20) + 1];
        Map<String, String> signature = Map.of("pastecluster-signature", "x", "content-type", "application/json");
        Map<String, String> announced = new HashMap<>(signature);
        announced.put("content-length", "1048577");
        Map<String, String> senseless = new HashMap<>(signature);
        senseless.put("content-length", "-1");

        assertThat(bench.ask("POST", "/api/cluster/join", "", signature, large).status())
                .isEqualTo(413);
        assertThat(bench.ask("POST", "/api/cluster/join", "", announced, NO_BODY)
                        .status())
                .isEqualTo(413);
        assertThat(bench.ask("POST", "/api/cluster/join", "", senseless, NO_BODY)
                        .status())
                .isEqualTo(400);
        assertThat(bench.ask("GET", "/api/cluster/health", "", Map.of("fromnode", "x".repeat(2049)), NO_BODY)
                        .status())
                .isEqualTo(431);
        assertThat(bench.ask("GET", "/api/cluster/health", "x".repeat(2049), Map.of(), NO_BODY)
                        .status())
                .isEqualTo(431);
    }

    @Test
    void malformed_json_changes_nothing() {
        assertThat(bench.signed("POST", "join", "", "{bad").status()).isEqualTo(400);
        assertThat(bench.signed("POST", "join", "", "").status()).isEqualTo(400);
        assertThat(bench.signed("POST", "join", "", "[]").status()).isEqualTo(400);
        assertThat(bench.signed("POST", "join", "", "{\"host\":5}").status()).isEqualTo(400);
        assertThat(bench.signed("POST", "msg", "", "{\"body\":\"b\",\"time\":1.5}")
                        .status())
                .isEqualTo(400);
        assertThat(bench.signed("POST", "join", "", "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(bench.changes()).isZero();
    }

    @Test
    void people_can_look_at_the_cluster() {
        assertThat(HandlerBench.text(bench.signed("GET", "status", "", "")))
                .isEqualTo("总节点数:2 Master:http://10.0.0.2:8080 Current:http://10.0.0.1:8080 Count:0");
        assertThat(HandlerBench.text(bench.signed("GET", "nodes", "", "")))
                .startsWith(
                        "[{\"host\":\"http://10.0.0.2:8080\",\"id\":2,\"group\":2,\"name\":\"two\",\"node_code\":null,");
        assertThat(HandlerBench.text(bench.signed("GET", "history", "", "")))
                .isEqualTo("[{\"at\":\"2027-01-15T08:00:00Z\",\"kind\":\"leader\",\"number\":\"7\","
                        + "\"node\":\"http://10.0.0.2:8080\",\"why\":\"it said so\"}]");
        assertThat(HandlerBench.text(bench.signed("GET", "health", "", "")))
                .contains("\"success\":true", "\"node_count\":2", "\"master\":{\"host\":\"http://10.0.0.2:8080\"");
    }

    @Test
    void people_can_register_and_add_nodes_by_hand() {
        HttpAnswer joined = bench.signed("GET", "joinin", "host=http%3A%2F%2F10.0.0.7:80&id=4&group=1&name=n4", "");
        HttpAnswer added = bench.signed("GET", "addone", "host=http://10.0.0.8&id=5", "");

        assertThat(HandlerBench.text(joined)).isEqualTo("手动加入!");
        assertThat(HandlerBench.text(added)).isEqualTo("手动加入!");
        assertThat(bench.cluster.commands)
                .containsExactly("register http://10.0.0.7,4,1,n4", "add http://10.0.0.8,5,0");
        assertThat(bench.signed("GET", "addone", "host=nonsense", "").status()).isEqualTo(400);
        assertThat(bench.signed("GET", "addone", "host=http://a&id=x", "").status())
                .isEqualTo(400);
    }

    @Test
    void a_deployment_tool_can_say_where_this_node_runs() {
        HttpAnswer answer = bench.signed(
                "POST", "run", "", "{\"proAddress\":\"10.0.0.9\",\"extendService\":{\"listenPorts\":\"8080,8081\"}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(bench.cluster.commands).containsExactly("register http://10.0.0.9:8080,1,2,one");
        assertThat(bench.signed("POST", "run", "", "{\"proAddress\":\"a b\",\"extendService\":{}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_node_is_found_by_its_code() {
        String mine = "{\"host\":\"http://10.0.0.1:8080\",\"node_code\":\"code-1\"}";
        String others = "{\"host\":\"http://10.0.0.1:8080\",\"node_code\":\"code-2\"}";

        assertThat(HandlerBench.text(bench.signed("POST", "find", "", mine))).contains("\"node_code\":\"code-1\"");
        assertThat(HandlerBench.text(bench.signed("POST", "find", "", others))).contains("\"node\":null");
        other = new HandlerBench(
                HttpSettings.builder().secret(SECRET).nodeCode("code-1").build());
        assertThat(HandlerBench.text(other.signed("POST", "find", "", mine)))
                .as("also before the node has started")
                .contains("\"node_code\":\"code-1\"", "\"incarnation\":\"000000000000000b\"");
    }

    @Test
    void dot_net_requests_are_taken_with_tokens() {
        HandlerBench tokens = withTokens();

        assertThat(tokens.withToken("GET", "ask", "", "").status()).isEqualTo(200);
        assertThat(tokens.withToken("POST", "join", "", "{\"host\":\"http://10.0.0.5:80\",\"id\":\"9\"}")
                        .status())
                .isEqualTo(200);
        assertThat(tokens.withToken("POST", "msg", "", "{\"body\":\"b\",\"msg_type\":20}")
                        .status())
                .isEqualTo(200);
        assertThat(tokens.withToken("POST", "remove", "", "{\"host\":\"http://10.0.0.5:80\"}")
                        .status())
                .isEqualTo(200);
        assertThat(tokens.cluster.commands).containsExactly("add http://10.0.0.5,9,0", "remove http://10.0.0.5");
        assertThat(tokens.messages).extracting(ClusterMessage::text).containsExactly("b");
        assertThat(tokens.withToken("POST", "ask", "", "{}").status())
                .as("only nodes of this project post to ask")
                .isEqualTo(400);
    }

    @Test
    void the_token_may_stand_in_the_query_for_joinin_and_addone_alone() {
        HandlerBench tokens = withTokens();
        String query = "host=http://10.0.0.8&token=" + SECRET;

        assertThat(tokens.ask("GET", "/api/cluster/addone", query, Map.of(), NO_BODY)
                        .status())
                .isEqualTo(200);
        assertThat(tokens.ask("GET", "/api/cluster/addone", "host=http://a&token=no", Map.of(), NO_BODY)
                        .status())
                .isEqualTo(403);
        assertThat(tokens.ask("GET", "/api/cluster/status", query, Map.of(), NO_BODY)
                        .status())
                .isEqualTo(403);
        assertThat(bench.ask("GET", "/api/cluster/addone", query, Map.of(), NO_BODY)
                        .status())
                .as("never where signatures are asked for")
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "nodes"})
    void reads_are_open_only_where_it_was_asked_for(String operation) {
        assertThat(withTokens()
                        .ask("GET", "/api/cluster/" + operation, "", Map.of(), NO_BODY)
                        .status())
                .isEqualTo(403);
        try (HandlerBench open = new HandlerBench(HttpSettings.builder()
                        .secret(SECRET)
                        .auth(AuthMode.TOKEN)
                        .openReads(true)
                        .build())
                .started()) {
            assertThat(open.ask("GET", "/api/cluster/" + operation, "", Map.of(), NO_BODY)
                            .status())
                    .isEqualTo(200);
            assertThat(open.ask("GET", "/api/cluster/history", "", Map.of(), NO_BODY)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_port_that_fails_is_answered_for() {
        NeighbourPort broken = new ViewNeighbourPort(
                () -> {
                    throw new IllegalStateException("broken");
                },
                null,
                message -> false);
        bench.handler.serve(bench.cluster, broken);

        assertThat(bench.signed("GET", "ask", "", "").status()).isEqualTo(500);
        assertThat(bench.handler.inFlight()).isZero();
    }

    @Test
    void answers_also_when_it_was_closed() {
        bench.handler.close();
        bench.cluster.stop();

        assertThat(bench.signed("GET", "status", "", "").status()).isEqualTo(200);
        assertThat(bench.signed("GET", "ask", "", "").status()).isEqualTo(503);
        assertThat(bench.handler.inFlight()).isZero();
    }
}
