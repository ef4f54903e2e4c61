package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.HttpLimits;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.Secret;
import org.pastecluster.http.auth.SignedRequest;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;

/** More requests than are served at a time: who is turned away, who gives way, and that a peer behind the address of a flood does neither. */
class ManyRequestsTest {

    private static final String SECRET = "a-secret-of-some-length";

    private final HandlerBench node = new HandlerBench(HttpSettings.builder()
                    .secret(SECRET)
                    .limits(HttpLimits.DEFAULT.withInFlight(8, 5))
                    .build())
            .started();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void a_peer_with_too_many_requests_is_turned_away_and_another_one_behind_the_same_address_is_not() {
        node.answers = false;
        List<CompletableFuture<HttpAnswer>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(leave(1));
        }

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(leave(1).join().status()).isEqualTo(429);
        CompletableFuture<HttpAnswer> ofOther = leave(2);
        assertThat(ofOther).isNotDone();
        node.unanswered.get(0).answer(node.reply(node.frames.get(0), new Reply.Ack()));
        assertThat(waiting.get(0).join().status()).isEqualTo(200);
        awaitInFlight(5);
        node.unanswered.get(5).answer(node.reply(node.frames.get(5), new Reply.Ack()));
        assertThat(ofOther.join().status()).isEqualTo(200);
        awaitInFlight(4);
        assertThat(leave(1)).isNotDone();
    }

    @Test
    void strangers_that_keep_their_bodies_back_give_way_to_others_and_keep_no_peer_behind_the_same_address_out() {
        List<CompletableFuture<HttpAnswer>> slow = slowStrangers(20);

        assertThat(node.handler.inFlight()).isEqualTo(2);
        assertThat(leave(1).join().status()).isEqualTo(200);
        assertThat(slow.subList(0, 18))
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(429));
        assertThat(slow.subList(18, 20)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void a_peer_whose_request_waits_for_a_core_is_served_although_a_flood_comes_from_the_same_address_meanwhile() {
        CompletableFuture<HttpAnswer> peer = node.answerTo(request(1, sink -> {
            slowStrangers(20);
            byte[] body = leaving(1);
            assertThat(sink.take(body, body.length)).isTrue();
            slowStrangers(20);
            sink.end();
        }));

        assertThat(peer.join().status()).isEqualTo(200);
        awaitInFlight(2);
    }

    @Test
    void
            a_peer_whose_long_body_is_on_its_way_is_known_by_its_head_and_served_although_a_flood_comes_from_the_same_address() {
        byte[] body = longBody();
        AtomicReference<BodySink> onItsWay = new AtomicReference<>();
        CompletableFuture<HttpAnswer> peer = node.answerTo(request(node, 1, body, onItsWay::set));

        slowStrangers(20);
        assertThat(onItsWay.get().take(body, body.length)).isTrue();
        onItsWay.get().end();

        assertThat(peer.join().status()).isEqualTo(200);
    }

    @Test
    void a_body_other_than_the_one_whose_hash_the_head_tells_is_refused_and_the_request_was_had() {
        byte[] body = longBody();
        HttpRequestData request = request(node, 1, body, BodySource.of("{}".getBytes(StandardCharsets.UTF_8)));

        HttpAnswer altered = node.answerTo(request).join();

        assertThat(altered.status()).isEqualTo(403);
        assertThat(HandlerBench.text(altered)).contains("altered on its way");
        assertThat(altered.shown()).isEqualTo(HttpAnswer.Shown.SECRET);
        HttpRequestData again = new HttpRequestData(
                request.method(), request.rawPath(), null, request.headers(), BodySource.of(body), "10.0.0.9");
        assertThat(node.answerTo(again).join().status()).isEqualTo(401);
        assertThat(node.changes()).isZero();
    }

    @Test
    void a_long_first_contact_has_its_challenge_before_its_body_is_there_and_shows_no_secret_by_it() {
        Map<String, String> headers = new HashMap<>(
                new SignedRequest(new Secret(SECRET), "POST", "/api/cluster/leave", "", longBody(), 1, 0, 0, 1)
                        .headers());
        headers.put("content-type", "application/json");

        HttpAnswer challenge = node.answerTo(new HttpRequestData(
                        "POST", "/api/cluster/leave", null, headers::get, bodyThatNeverComes -> {}, "10.0.0.9"))
                .join();

        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.headers()).containsKeys("pastecluster-from", "pastecluster-time");
        assertThat(challenge.shown()).isEqualTo(HttpAnswer.Shown.SIGNATURE);
    }

    private static byte[] longBody() {
        return (new String(leaving(1), StandardCharsets.UTF_8) + " ".repeat(1100)).getBytes(StandardCharsets.UTF_8);
    }

    private List<CompletableFuture<HttpAnswer>> slowStrangers(int count) {
        List<CompletableFuture<HttpAnswer>> slow = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slow.add(node.answerTo(request(
                    9, sink -> assertThat(sink.take(new byte[10], 10)).isTrue())));
        }
        return slow;
    }

    private void awaitInFlight(int most) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (node.handler.inFlight() > most && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private CompletableFuture<HttpAnswer> leave(long caller) {
        return node.answerTo(request(caller, BodySource.of(leaving(caller))));
    }

    private static byte[] leaving(long caller) {
        return FrameCodec.request(new Frame(
                        new Envelope(
                                new Member(NodeAddress.of("http://10.0.0.9:8080"), caller),
                                0,
                                5,
                                5,
                                1,
                                0,
                                null,
                                ViewId.NONE),
                        new Request.Leave()))
                .toBytes();
    }

    private HttpRequestData request(long caller, BodySource body) {
        return request(node, caller, leaving(caller), body);
    }

    private static HttpRequestData request(HandlerBench to, long caller, byte[] signed, BodySource body) {
        Map<String, String> headers =
                new HashMap<>(to.sign(caller, "POST", "leave", "", signed).headers());
        headers.put("content-type", "application/json");
        return new HttpRequestData("POST", "/api/cluster/leave", null, headers::get, body, "10.0.0.9");
    }
}
