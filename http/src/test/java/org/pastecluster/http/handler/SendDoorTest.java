package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.http.HttpSettings;

class SendDoorTest {

    private static final String SECRET = "a-secret-of-some-length";

    private final HandlerBench bench =
            new HandlerBench(HttpSettings.builder().secret(SECRET).build()).started();
    private final RecordingMessages messages = bench.cluster.messages;
    private HandlerBench other = bench;

    @AfterEach
    void close() {
        bench.close();
        other.close();
    }

    private HttpAnswer send(String body) {
        return bench.signed("POST", "send", "", body);
    }

    private static CompletableFuture<HttpAnswer> later(HandlerBench at, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                new HashMap<>(at.sign("POST", "send", "", bytes).headers());
        headers.put("content-type", "application/json");
        return at.answerTo(HandlerBench.request("POST", "/api/cluster/send", "", headers, bytes));
    }

    private static List<Arguments> targets() {
        return List.of(
                Arguments.of("\"name\":\"blue\"", Target.named("blue")),
                Arguments.of("\"name\":\"blue\",\"one\":true", Target.oneNamed("blue")),
                Arguments.of("\"name\":\"blue\",\"one\":false,\"host\":null", Target.named("blue")),
                Arguments.of("\"id\":3", Target.id(3)),
                Arguments.of("\"id\":0", Target.id(0)),
                Arguments.of("\"group\":\"2\"", Target.group(2)),
                Arguments.of("\"host\":\"HTTP://10.0.0.5:80/\"", Target.host("http://10.0.0.5")),
                Arguments.of("\"all\":true", Target.all()),
                Arguments.of("\"others\":true", Target.others()),
                Arguments.of("\"leader\":true", Target.leader()));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void one_field_tells_the_target(String field, Target target) {
        HttpAnswer answer = send("{" + field + ",\"body\":\"hi\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(messages.sent).extracting(RecordingMessages.Sent::target).containsExactly(target);
    }

    @Test
    void a_message_is_sent_as_it_is_told() {
        send(
                "{\"all\":true,\"type\":11,\"body\":\"good morning\",\"headers\":{\"k\":\"v\",\"l\":null},\"ttl_ms\":250}");
        send("{\"all\":true,\"base64\":\"AQID\"}");
        send("{\"all\":true,\"pastecluster\":{\"kind\":\"leave\"}}");

        assertThat(messages.sent)
                .extracting(RecordingMessages.Sent::message)
                .containsExactly(
                        Message.text(11, "good morning").with("k", "v"),
                        Message.bytes(0, new byte[] {1, 2, 3}),
                        Message.text(0, ""));
        assertThat(messages.sent)
                .extracting(sent -> sent.settings().timeToLive().toMillis())
                .containsExactly(250L, 4000L, 4000L);
        assertThat(bench.frames).isEmpty();
    }

    @Test
    void the_answer_tells_the_verdict_of_each_target() {
        List<Member> members = bench.cluster.view().members();
        messages.verdict = new Delivery(List.of(
                new Delivery.Outcome(members.get(0), Verdict.DELIVERED, ""),
                new Delivery.Outcome(members.get(1), Verdict.UNKNOWN, "it is gone")));
        String partly = HandlerBench.text(send("{\"all\":true}"));
        messages.verdict = new Delivery(List.of(new Delivery.Outcome(null, Verdict.GONE, "nobody is red")));
        String nobody = HandlerBench.text(send("{\"name\":\"red\"}"));
        messages.verdict = new Delivery(List.of(new Delivery.Outcome(members.get(0), Verdict.DELIVERED, "")));
        String whole = HandlerBench.text(send("{\"name\":\"red\"}"));

        assertThat(partly)
                .isEqualTo("{\"success\":false,\"outcomes\":["
                        + "{\"host\":\"http://10.0.0.2:8080\",\"verdict\":\"delivered\",\"reason\":\"\"},"
                        + "{\"host\":\"http://10.0.0.1:8080\",\"verdict\":\"unknown\",\"reason\":\"it is gone\"}]}");
        assertThat(nobody)
                .isEqualTo("{\"success\":false,\"outcomes\":["
                        + "{\"host\":null,\"verdict\":\"gone\",\"reason\":\"nobody is red\"}]}");
        assertThat(whole)
                .isEqualTo("{\"success\":true,\"outcomes\":["
                        + "{\"host\":\"http://10.0.0.2:8080\",\"verdict\":\"delivered\",\"reason\":\"\"}]}");
    }

    @Test
    void no_thread_waits_for_verdicts_and_messages_with_the_same_time_to_live_share_a_lane() throws Exception {
        messages.settles = false;
        List<CompletableFuture<HttpAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(later(bench, "{\"all\":true,\"body\":\"" + i + "\"}"));
        }
        answers.add(later(bench, "{\"all\":true,\"ttl_ms\":7}"));

        assertThat(answers).noneMatch(CompletableFuture::isDone);
        assertThat(messages.openLanes).hasValue(2);
        messages.sent.forEach(sent -> sent.delivery().complete(messages.verdict));
        for (CompletableFuture<HttpAnswer> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        assertThat(messages.openLanes).hasValue(0);
    }

    @Test
    void lanes_are_left_for_the_application() throws Exception {
        messages.settles = false;
        for (int life = 1; life <= 16; life++) {
            assertThat(later(bench, "{\"all\":true,\"ttl_ms\":" + life + "}")).isNotDone();
        }

        HttpAnswer tooMany = later(bench, "{\"all\":true,\"ttl_ms\":17}").get(30, TimeUnit.SECONDS);

        assertThat(tooMany.status()).isEqualTo(503);
        assertThat(HandlerBench.text(tooMany)).contains("\"state\":\"busy\"");
        assertThat(messages.sent).hasSize(16);
    }

    @Test
    void who_has_no_verdict_in_time_is_told_so() {
        other = new HandlerBench(HttpSettings.builder()
                        .secret(SECRET)
                        .answerTimeout(Duration.ofMillis(20))
                        .build())
                .started();
        other.cluster.messages.settles = false;

        HttpAnswer answer = other.signed("POST", "send", "", "{\"all\":true}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(HandlerBench.text(answer)).contains("\"state\":\"busy\"", "no answer in time");
    }

    @Test
    void a_node_that_has_left_or_not_started_sends_nothing() {
        bench.cluster.stop();
        assertThat(HandlerBench.text(send("{\"all\":true}"))).contains("\"state\":\"stopped\"");
        other = new HandlerBench(HttpSettings.builder().secret(SECRET).build());
        assertThat(HandlerBench.text(other.signed("POST", "send", "", "{\"all\":true}")))
                .contains("\"state\":\"starting\"");
        assertThat(messages.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"body":"b"}                       | none does
            {"name":"a","id":1}                | 'name' and 'id' do
            {"all":false}                      | 'all' must be true
            {"leader":1}                       | 'leader' must be true
            {"name":""}                        | 'name' is empty
            {"name":5}                         | 'name' must be a text
            {"name":"a","one":1}               | 'one' must be true or false
            {"id":1,"one":true}                | 'one' goes with 'name' alone
            {"id":"x"}                         | 'id' must be a whole number
            {"group":3000000000}               | 'group' must be a whole number of 32 bits
            {"host":"nonsense"}                | 'host' must be a base URL
            {"all":true,"type":7}              | 'type' must be 0 or above 10
            {"all":true,"type":-1}             | 'type' must be 0 or above 10
            {"all":true,"type":"x"}            | 'type' must be a whole number
            {"all":true,"body":{}}             | 'body' must be a text
            {"all":true,"base64":"!"}          | 'base64' must be base 64
            {"all":true,"base64":"","body":""} | 'body' and 'base64' exclude each other
            {"all":true,"headers":{"k":1}}     | 'headers' must be an object of texts
            {"all":true,"headers":[]}          | 'headers' must be an object
            {"all":true,"ttl_ms":0}            | 'ttl_ms' must be from 1 to 4000
            {"all":true,"ttl_ms":4001}         | 'ttl_ms' must be from 1 to 4000
            """)
    void what_is_wrong_is_named_in_one_line_and_sends_nothing(String body, String reason) {
        HttpAnswer answer = send(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(HandlerBench.text(answer)).contains("\"reason\":\"", reason).doesNotContain("\n");
        assertThat(messages.sent).isEmpty();
    }

    @Test
    void headers_that_are_too_long_are_named() {
        String answer = HandlerBench.text(
                send("{\"all\":true,\"headers\":{\"k\":\"" + "v".repeat(Message.LARGEST_HEADERS) + "\"}}"));

        assertThat(answer).contains("'headers' have 16385 bytes; at most 16384 can be sent");
        assertThat(messages.sent).isEmpty();
    }

    @Test
    void strangers_send_nothing() {
        byte[] body = "{\"all\":true}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> json = Map.of("content-type", "application/json");

        assertThat(bench.ask("POST", "/api/cluster/send", "", json, body).status())
                .isEqualTo(401);
        assertThat(bench.ask("GET", "/api/cluster/send", "", json, body).headers())
                .containsEntry("allow", "POST");
        assertThat(messages.sent).isEmpty();
    }
}
