package org.pastecluster.http.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.http.batch.MalformedFrameException;

class FrameReaderTest {

    private final List<byte[]> frames = new ArrayList<>();
    private final FrameReader reader = new FrameReader(in -> frames.add(in.bytes(in.remaining())));

    private static byte[] framed(byte[]... payloads) {
        FrameBuffer buffer = new FrameBuffer(16);
        for (byte[] payload : payloads) {
            int start = buffer.beginFrame(payload[0]);
            buffer.putBytes(Arrays.copyOfRange(payload, 1, payload.length));
            buffer.endFrame(start);
        }
        return Arrays.copyOf(buffer.array(), buffer.length());
    }

    private void arrive(byte[] bytes, Random random, int most) throws MalformedFrameException {
        ByteBuffer scratch = ByteBuffer.allocate(FrameReader.BUFFER);
        int at = 0;
        while (at < bytes.length) {
            ByteBuffer target = reader.target(scratch);
            int count = Math.min(Math.min(target.remaining(), bytes.length - at), 1 + random.nextInt(most));
            target.put(bytes, at, count);
            reader.took(target);
            at += count;
        }
    }

    @Test
    void frames_come_whole_however_they_are_cut() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            frames.clear();
            byte[][] sent = new byte[1 + random.nextInt(20)][];
            for (int i = 0; i < sent.length; i++) {
                sent[i] = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 200_000 : 50)];
                random.nextBytes(sent[i]);
            }

            arrive(framed(sent), random, random.nextBoolean() ? 7 : FrameReader.BUFFER);

            assertThat(frames).hasSize(sent.length);
            for (int i = 0; i < sent.length; i++) {
                assertThat(frames.get(i)).as("seed %d, frame %d", seed, i).isEqualTo(sent[i]);
            }
        }
    }

    @Test
    void the_largest_frame_is_taken_and_a_larger_one_is_not() throws Exception {
        arrive(framed(new byte[LinkFrames.MOST_LENGTH]), new Random(1), FrameReader.BUFFER);
        assertThat(frames).hasSize(1);

        assertThatThrownBy(
                        () -> arrive(framed(new byte[LinkFrames.MOST_LENGTH + 1]), new Random(1), FrameReader.BUFFER))
                .isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void a_length_that_cannot_be_is_refused_before_anything_is_kept() {
        for (byte[] bytes : List.of(
                new byte[] {0, 0, 0, 0},
                new byte[] {-1, -1, -1, -1},
                "HTTP/1.1 200 OK\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> new FrameReader(in -> {}).take(bytes, 0, bytes.length))
                    .isInstanceOf(MalformedFrameException.class);
        }
    }
}
