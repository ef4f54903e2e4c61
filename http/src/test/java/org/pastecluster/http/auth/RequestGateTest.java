package org.pastecluster.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.HttpSettingsBuilder;
import org.pastecluster.http.Secret;
import org.pastecluster.http.TestTime;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;

class RequestGateTest {

    private static final Secret SECRET = new Secret("the-secret-of-this-cluster");
    private static final Secret OTHER = new Secret("the-secret-of-another-one");
    private static final long SENDER = 0xabc;
    private static final long RECEIVER = 0xdef;
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private final TestTime time = new TestTime(1_800_000_000_000L);
    private RequestGate gate = gate(HttpSettings.builder().secret(SECRET.token()));

    private RequestGate gate(HttpSettingsBuilder settings) {
        return new RequestGate(settings.build(), RECEIVER, time);
    }

    private static SignedRequest signed(Secret secret, long to, long millis, long nonce) {
        return new SignedRequest(secret, "POST", "/api/cluster/ask", "", BODY, SENDER, to, millis, nonce);
    }

    private Verdict decide(Map<String, String> headers) {
        return decide("POST", "/api/cluster/ask", "", headers, BODY);
    }

    private Verdict decide(String method, String path, String query, Map<String, String> headers, byte[] body) {
        Map<String, String> lowerCase = new HashMap<>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        RequestGate.Presented presented = new RequestGate.Presented(Operation.ASK, method, path, query, lowerCase::get);
        Verdict.Refused early = gate.refuseEarly(presented);
        return early != null ? early : gate.decide(presented, body);
    }

    private static int status(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused ? refused.status() : 200;
    }

    @Test
    void lets_in_who_signed_for_this_incarnation_and_time() {
        Verdict verdict = decide(signed(SECRET, RECEIVER, time.wallMillis(), 1).headers());

        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        assertThat(((Verdict.Accepted) verdict).proof().sender()).isEqualTo(SENDER);
    }

    @Test
    void lets_in_by_its_head_once_who_tells_what_the_body_hashes_to() {
        byte[] body = " ".repeat(1025).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new SignedRequest(
                        SECRET, "POST", "/api/cluster/ask", "", body, SENDER, RECEIVER, time.wallMillis(), 1)
                .headers();
        RequestGate.Presented request = presented(headers);

        assertThat(gate.decideByHead(request))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.proof().sender()).isEqualTo(SENDER));
        assertThat(gate.hasBody(request, body)).isTrue();
        assertThat(gate.hasBody(request, BODY)).isFalse();
        assertThat(status(gate.decideByHead(request))).isEqualTo(401);
        assertThat(status(gate.decide(request, body))).isEqualTo(401);
    }

    @Test
    void decides_by_the_body_where_the_head_does_not_tell_its_hash_and_else_at_once() {
        Map<String, String> brief =
                new HashMap<>(signed(SECRET, RECEIVER, time.wallMillis(), 1).headers());
        assertThat(gate.decideByHead(presented(brief))).isNull();
        assertThat(gate.decide(presented(brief), BODY)).isInstanceOf(Verdict.Accepted.class);

        brief.put(WireHeaders.BODY, Secret.hash(new byte[] {1}));
        assertThat(status(gate.decideByHead(presented(brief)))).isEqualTo(403);
        brief.put(WireHeaders.NONCE, "one");
        assertThat(status(gate.decideByHead(presented(brief)))).isEqualTo(400);
    }

    private static RequestGate.Presented presented(Map<String, String> headers) {
        return new RequestGate.Presented(Operation.ASK, "POST", "/api/cluster/ask", "", headers::get);
    }

    @Test
    void challenges_who_does_not_know_the_incarnation_yet_and_proves_the_challenge() throws Exception {
        SignedRequest hello = signed(SECRET, 0, 0, 1);

        Verdict.Refused challenge = (Verdict.Refused) decide(hello.headers());
        byte[] body = {1, 2};
        Map<String, String> answer = gate.answerHeaders(challenge.proof(), challenge.status(), body);

        assertThat(challenge.status()).isEqualTo(401);
        assertThat(hello.answeredBy(401, body, answer::get)).hasValue(RECEIVER);
        assertThat(SignedRequest.timeOf(answer::get)).isEqualTo(time.wallMillis());
    }

    @Test
    void clocks_may_be_hours_apart_and_jump() throws Exception {
        TestTime sendersTime =
                new TestTime(time.wallMillis() - Duration.ofHours(5).toMillis());
        Verdict.Refused challenge =
                (Verdict.Refused) decide(signed(SECRET, 0, 0, 1).headers());
        Map<String, String> answer = gate.answerHeaders(challenge.proof(), 401, BODY);
        long ahead = SignedRequest.timeOf(answer::get) - sendersTime.wallMillis();

        time.pass(Duration.ofMinutes(10));
        sendersTime.pass(Duration.ofMinutes(10));
        time.jumpWallClock(Duration.ofDays(-3));

        long itsTime = sendersTime.wallMillis() + ahead;
        assertThat(status(decide(signed(SECRET, RECEIVER, itsTime, 2).headers())))
                .isEqualTo(200);
    }

    @Test
    void turns_away_a_wrong_secret() {
        assertThat(status(decide(signed(OTHER, RECEIVER, time.wallMillis(), 1).headers())))
                .isEqualTo(403);
        assertThat(status(decide(signed(OTHER, 0, 0, 1).headers()))).isEqualTo(403);
    }

    @Test
    void turns_away_no_secret_before_the_body_is_read() {
        assertThat(status(decide(Map.of()))).isEqualTo(401);
        assertThat(status(decide(Map.of(WireHeaders.TOKEN, SECRET.token())))).isEqualTo(403);
    }

    @Test
    void turns_away_what_was_altered_in_any_part() {
        Map<String, String> headers =
                signed(SECRET, RECEIVER, time.wallMillis(), 1).headers();

        assertThat(status(decide("GET", "/api/cluster/ask", "", headers, BODY))).isEqualTo(403);
        assertThat(status(decide("POST", "/api/cluster/leave", "", headers, BODY)))
                .isEqualTo(403);
        assertThat(status(decide("POST", "/api/cluster/ask", "a=b", headers, BODY)))
                .isEqualTo(403);
        assertThat(status(decide("POST", "/api/cluster/ask", "", headers, new byte[] {'{', '}'})))
                .isEqualTo(403);
        assertThat(status(decide(headers)))
                .as("what was not altered still passes")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {WireHeaders.FROM, WireHeaders.TO, WireHeaders.TIME, WireHeaders.NONCE, WireHeaders.SIGNATURE})
    void turns_away_an_altered_or_missing_header(String name) {
        Map<String, String> headers =
                new HashMap<>(signed(SECRET, RECEIVER, time.wallMillis(), 17).headers());
        String value = headers.get(name);

        headers.put(name, value.substring(0, value.length() - 1) + (value.endsWith("1") ? "2" : "1"));
        assertThat(status(decide(headers))).isEqualTo(403);
        headers.put(name, "?");
        assertThat(status(decide(headers))).isIn(400, 403);
        headers.remove(name);
        assertThat(status(decide(headers))).isIn(400, 401);
    }

    @Test
    void turns_away_a_replay() {
        Map<String, String> headers =
                signed(SECRET, RECEIVER, time.wallMillis(), 1).headers();

        assertThat(status(decide(headers))).isEqualTo(200);
        assertThat(status(decide(headers))).isEqualTo(401);
        time.pass(Duration.ofSeconds(29));
        assertThat(status(decide(headers))).isEqualTo(401);
        time.pass(Duration.ofDays(1));
        assertThat(status(decide(headers))).isEqualTo(401);
    }

    @Test
    void what_was_recorded_before_a_restart_is_worthless() {
        Map<String, String> recorded =
                signed(SECRET, RECEIVER, time.wallMillis(), 1).headers();

        gate = new RequestGate(HttpSettings.builder().secret(SECRET.token()).build(), RECEIVER + 1, time);

        assertThat(status(decide(recorded))).isEqualTo(401);
    }

    @Test
    void what_comes_too_late_or_too_early_is_challenged() {
        long now = time.wallMillis();

        assertThat(status(decide(signed(SECRET, RECEIVER, now - 30_001, 1).headers())))
                .isEqualTo(401);
        assertThat(status(decide(signed(SECRET, RECEIVER, now + 30_001, 2).headers())))
                .isEqualTo(401);
        assertThat(status(decide(signed(SECRET, RECEIVER, now + 30_000, 3).headers())))
                .isEqualTo(200);
    }

    @Test
    void accepts_each_of_several_secrets_and_answers_with_the_same_one() {
        gate = gate(HttpSettings.builder().secret(OTHER.token()).secret(SECRET.token()));
        SignedRequest request = signed(SECRET, RECEIVER, time.wallMillis(), 1);

        Verdict.Accepted accepted = (Verdict.Accepted) decide(request.headers());
        Map<String, String> answer = gate.answerHeaders(accepted.proof(), 200, BODY);

        assertThat(request.answeredBy(200, BODY, answer::get)).hasValue(RECEIVER);
    }

    @Test
    void an_answer_proves_itself_for_its_own_request_and_content_only() {
        SignedRequest request = signed(SECRET, RECEIVER, time.wallMillis(), 1);
        Verdict.Accepted accepted = (Verdict.Accepted) decide(request.headers());
        Map<String, String> answer = new HashMap<>(gate.answerHeaders(accepted.proof(), 200, BODY));
        SignedRequest another = signed(SECRET, RECEIVER, time.wallMillis(), 2);

        assertThat(another.answeredBy(200, BODY, answer::get)).isEmpty();
        assertThat(request.answeredBy(401, BODY, answer::get)).isEmpty();
        assertThat(request.answeredBy(200, new byte[] {1}, answer::get)).isEmpty();
        answer.put(WireHeaders.FROM, "1234");
        assertThat(request.answeredBy(200, BODY, answer::get)).isEmpty();
        answer.remove(WireHeaders.SIGNATURE);
        assertThat(request.answeredBy(200, BODY, answer::get)).isEmpty();
    }

    @Test
    void an_answer_to_a_stranger_is_not_signed() {
        Verdict.Refused refused = (Verdict.Refused) decide(Map.of());

        assertThat(gate.answerHeaders(refused.proof(), 401, BODY))
                .containsKeys(WireHeaders.FROM, WireHeaders.TIME, WireHeaders.MARK)
                .doesNotContainKey(WireHeaders.SIGNATURE);
    }

    @Test
    void takes_tokens_where_they_were_asked_for() {
        gate = gate(HttpSettings.builder().secret(SECRET.token()).auth(AuthMode.TOKEN));

        assertThat(status(decide(Map.of(WireHeaders.TOKEN, SECRET.token())))).isEqualTo(200);
        assertThat(status(decide(Map.of(WireHeaders.TOKEN, OTHER.token())))).isEqualTo(403);
        assertThat(status(decide(Map.of()))).isEqualTo(403);
        assertThat(status(decide(signed(SECRET, RECEIVER, time.wallMillis(), 1).headers())))
                .isEqualTo(403);
    }

    @Test
    void takes_both_ways_while_a_cluster_changes_over() {
        gate = gate(HttpSettings.builder().secret(SECRET.token()).auth(AuthMode.SIGNED, AuthMode.TOKEN));

        assertThat(status(decide(Map.of(WireHeaders.TOKEN, SECRET.token())))).isEqualTo(200);
        assertThat(status(decide(signed(SECRET, RECEIVER, time.wallMillis(), 1).headers())))
                .isEqualTo(200);
        assertThat(status(decide(Map.of()))).isEqualTo(401);
    }
}
