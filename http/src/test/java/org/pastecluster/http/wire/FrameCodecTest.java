package org.pastecluster.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;

class FrameCodecTest {

    private static final int FRAMES = 5_000;

    @Test
    void every_request_comes_back_as_it_was() throws JsonException {
        Set<Class<?>> kinds = new HashSet<>();
        for (long seed = 0; seed < FRAMES; seed++) {
            Frame frame = new FrameGenerator(seed).request();
            JsonObject body = JsonParser.object(FrameCodec.request(frame).toBytes(), 32);

            assertThat(FrameCodec.readRequestFrom(body)).as("seed %d", seed).isEqualTo(frame);
            kinds.add(frame.body().getClass());
        }
        Set<Class<?>> all = new HashSet<>(Set.of(Request.class.getPermittedSubclasses()));
        all.remove(NeighbourRequest.class);
        all.add(NeighbourRequest.Heard.class);
        assertThat(kinds).isEqualTo(all);
    }

    @Test
    void every_reply_comes_back_as_it_was() throws JsonException {
        Set<Class<?>> kinds = new HashSet<>();
        DotNetAnswer outer = new DotNetAnswer(true, null, null, 3);
        for (long seed = 0; seed < FRAMES; seed++) {
            Frame frame = new FrameGenerator(seed).reply();
            JsonObject body = JsonParser.object(
                    FrameCodec.answer(frame, outer, "10.0.0.9").toBytes(), 32);

            assertThat(FrameCodec.readReplyFrom(body)).as("seed %d", seed).isEqualTo(frame);
            assertThat(DotNetAnswer.read(body)).isEqualTo(outer);
            kinds.add(frame.body().getClass());
        }
        Set<Class<?>> all = new HashSet<>(Set.of(Reply.class.getPermittedSubclasses()));
        all.remove(Reply.Neighbour.class);
        assertThat(kinds).isEqualTo(all);
    }

    @Test
    void fields_that_are_missing_have_a_meaning() throws JsonException {
        Frame frame = FrameCodec.readRequestFrom(parse("""
                {"pastecluster":{"kind":"compete","newer":[1,{"x":null}],
                "envelope":{"from":{"host":"http://10.0.0.3:80","incarnation":"0f"}},
                "body":{"claim":{"host":"http://10.0.0.3"}}}}
                """));

        assertThat(frame.envelope().from().incarnation()).isEqualTo(15);
        assertThat(frame.envelope().from().host()).isEqualTo("http://10.0.0.3");
        assertThat(frame.envelope().toIncarnation()).isZero();
        assertThat(frame.envelope().following()).isNull();
        assertThat(frame.envelope().view()).isEqualTo(ViewId.NONE);
        Request.Compete compete = (Request.Compete) frame.body();
        assertThat(compete.predecessor()).isNull();
        assertThat(compete.fate()).isEqualTo(LeaderFate.SILENT);
        assertThat(compete.claim().number()).isZero();
    }

    @Test
    void a_reply_of_a_newer_kind_acknowledges() throws JsonException {
        Frame frame = FrameCodec.readReplyFrom(parse("""
                {"pastecluster":{"kind":"praise","envelope":{"from":{"host":"http://a","incarnation":"1"},"echo":"7"}}}
                """));

        assertThat(frame.body()).isEqualTo(new Reply.Ack());
        assertThat(frame.envelope().echo()).isEqualTo(7);
    }

    @Test
    void a_request_of_a_newer_kind_is_an_error() {
        assertThatThrownBy(() -> FrameCodec.readRequestFrom(parse("""
                        {"pastecluster":{"kind":"praise","envelope":{"from":{"host":"http://a","incarnation":"1"}}}}
                        """)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("not known");
    }

    @Test
    void a_stance_of_a_newer_kind_supports_nobody() throws JsonException {
        Frame frame = FrameCodec.readReplyFrom(parse("""
                {"pastecluster":{"kind":"stand","envelope":{"from":{"host":"http://a","incarnation":"1"}},
                "body":{"stance":"perhaps"}}}
                """));

        assertThat(((Reply.Stand) frame.body()).stance()).isEqualTo(Reply.Stance.LEADER_LIVES);
    }

    @Test
    void a_number_that_would_poison_the_cluster_is_an_error() throws JsonException {
        String frame = """
                {"pastecluster":{"kind":"leave","envelope":{"seen":"%s","from":{"host":"http://a","incarnation":"1"}}}}
                """;

        assertThat(FrameCodec.readRequestFrom(parse(frame.formatted("140737488355327")))
                        .envelope()
                        .seen())
                .isEqualTo(LeaderRef.HIGHEST_NUMBER);
        assertThatThrownBy(() -> FrameCodec.readRequestFrom(parse(frame.formatted("140737488355328"))))
                .hasMessageContaining("'seen' must be from 0");
        assertThatThrownBy(() -> FrameCodec.readRequestFrom(parse(frame.formatted("-1"))))
                .hasMessageContaining("'seen' must be from 0");
    }

    @Test
    void a_host_that_is_none_is_an_error_and_two_spellings_are_one() throws JsonException {
        String frame = """
                {"pastecluster":{"kind":"remove","envelope":{"from":{"host":"http://a","incarnation":"1"}},
                "body":{"host":"%s"}}}
                """;

        assertThatThrownBy(() -> FrameCodec.readRequestFrom(parse(frame.formatted("nonsense"))))
                .hasMessageContaining("'host' must be a base URL");
        assertThat(FrameCodec.readRequestFrom(parse(frame.formatted("HTTP://B:80/")))
                        .body())
                .isEqualTo(new Request.Remove("http://b"));
    }

    @Test
    void a_body_without_the_field_carries_no_frame() throws JsonException {
        assertThat(FrameCodec.readRequestFrom(parse("{\"host\":\"http://10.0.0.3\",\"id\":1}")))
                .isNull();
    }

    @Test
    void a_claim_reads_to_dot_net_like_a_candidate() throws JsonException {
        long seed = 0;
        Frame frame = new FrameGenerator(seed).request();
        while (!(frame.body() instanceof Request.Compete)) {
            frame = new FrameGenerator(++seed).request();
        }
        Request.Compete compete = (Request.Compete) frame.body();

        DotNetNode candidate = DotNetNode.read(FrameCodec.request(frame));

        assertThat(candidate.host()).isEqualTo(compete.claim().candidate().host());
        assertThat(candidate.voteTime()).isEqualTo(compete.claim().voteTime());
    }

    private static JsonObject parse(String json) throws JsonException {
        return JsonParser.object(json.getBytes(StandardCharsets.UTF_8), 32);
    }
}
