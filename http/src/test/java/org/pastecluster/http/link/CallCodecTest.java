package org.pastecluster.http.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.http.batch.FrameInput;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.http.wire.FrameGenerator;
import org.pastecluster.message.Body;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;

class CallCodecTest {

    private static final long NUMBER = 1_800_000_000_000L;
    private static final Member SELF = new Member(new NodeAddress("http://192.0.2.3:8080", 3, 0, "blue"), 77);
    private static final Member LEADER = new Member(new NodeAddress("http://192.0.2.1:8080", 1, 0, ""), 78);

    private final CallEncoder encoder = new CallEncoder();
    private final CallDecoder decoder = new CallDecoder(32);
    private int lastSize;

    private static Frame frame(int second, Body body) {
        return new Frame(
                new Envelope(
                        SELF,
                        78,
                        NUMBER,
                        NUMBER,
                        52_000_000_000_000L + second * 1_000_000_000L,
                        41_000_000_000_000L + second * 1_000_000_123L,
                        new LeaderRef(LEADER, NUMBER),
                        new ViewId(NUMBER, 4)),
                body);
    }

    private Frame request(long number, Frame frame) throws MalformedFrameException {
        FrameBuffer buffer = new FrameBuffer(16);
        boolean isShort = encoder.isShort(frame);
        assertThat(encoder.request(number, frame, buffer)).isTrue();
        lastSize = buffer.length();
        FrameInput in = new FrameInput(Arrays.copyOf(buffer.array(), lastSize), 0, lastSize);
        assertThat(in.varint()).isEqualTo(number);
        return isShort ? decoder.shortRequest(in) : decoder.request(in);
    }

    private Frame answer(long number, Frame frame) throws MalformedFrameException {
        FrameBuffer buffer = new FrameBuffer(16);
        boolean isShort = encoder.isShort(frame);
        assertThat(encoder.answer(number, frame, buffer)).isTrue();
        lastSize = buffer.length();
        FrameInput in = new FrameInput(Arrays.copyOf(buffer.array(), lastSize), 0, lastSize);
        assertThat(in.varint()).isEqualTo(number);
        return isShort ? decoder.shortAnswer(in) : decoder.answer(in);
    }

    @Test
    void the_first_heartbeat_is_told_in_full_and_later_ones_in_less_than_sixty_bytes() throws Exception {
        Frame first = frame(0, new Request.Heartbeat());
        assertThat(request(1, first)).isEqualTo(first);
        assertThat(lastSize).isGreaterThan(300);
        for (int second = 1; second < 4000; second += 97) {
            Frame next = frame(second, new Request.Heartbeat());
            assertThat(request(1_000_000 + second, next)).isEqualTo(next);
            assertThat(lastSize + FrameBuffer.LENGTH_BYTES + 1).isLessThanOrEqualTo(60);
        }
    }

    @Test
    void the_usual_answers_are_short_too() throws Exception {
        Frame first = frame(0, new Reply.Update(null));
        assertThat(answer(1, first)).isEqualTo(first);
        for (Body body : List.of(new Reply.Update(null), new Reply.Ack())) {
            Frame next = frame(1000, body);
            assertThat(answer(1_000_000, next)).isEqualTo(next);
            assertThat(lastSize + FrameBuffer.LENGTH_BYTES + 1).isLessThanOrEqualTo(60);
        }
    }

    @Test
    void who_follows_another_or_is_named_otherwise_says_it_in_full() throws Exception {
        Frame first = frame(0, new Request.Heartbeat());
        request(1, first);
        Envelope old = first.envelope();
        Frame other = new Frame(
                new Envelope(
                        SELF, 78, NUMBER, NUMBER, old.stamp(), old.echo(), new LeaderRef(SELF, NUMBER), old.view()),
                first.body());
        assertThat(encoder.isShort(other)).isFalse();
        assertThat(request(2, other)).isEqualTo(other);
        assertThat(encoder.isShort(first)).isFalse();
    }

    @Test
    void random_frames_in_any_order_are_read_as_they_were_written() throws Exception {
        FrameGenerator generator = new FrameGenerator(5);
        for (int i = 0; i < 500; i++) {
            Frame request = generator.request();
            assertThat(request(i, request)).isEqualTo(request);
            Frame beat = new Frame(request.envelope(), new Request.Heartbeat());
            assertThat(request(i, beat)).isEqualTo(beat);
            Frame ack = new Frame(request.envelope(), new Reply.Ack());
            assertThat(encoder.isShort(ack)).isTrue();
            assertThat(answer(i, ack)).isEqualTo(ack);
        }
    }

    @Test
    void what_stands_on_nothing_makes_no_sense_and_nonsense_is_cleanly_refused() throws Exception {
        assertThat(decoder.shortRequest(new FrameInput(new byte[9], 0, 9))).isNull();
        assertThat(decoder.request(new FrameInput(
                        "{\"pastecluster\":7}".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, 18)))
                .isNull();
        request(1, frame(0, new Request.Heartbeat()));
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            try {
                decoder.shortRequest(new FrameInput(bytes, 0, bytes.length));
                decoder.shortAnswer(new FrameInput(bytes, 0, bytes.length));
            } catch (MalformedFrameException clean) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }
}
