package org.pastecluster.http.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.batch.MalformedFrameException;

/** What somebody on the way can do with sealed records: end the link, and nothing else. */
class SealedRecordsTest {

    private static final byte[] KEY = new byte[32];
    private static final int AROUND = 20;

    private final WriterThreads buffers = new WriterThreads(1);
    private final List<byte[]> written = new ArrayList<>();
    private final SealedOutput writer = new SealedOutput(keeping(written), new LinkSeal(KEY), buffers);
    private final ByteArrayOutputStream opened = new ByteArrayOutputStream();
    private final FrameReader reader = reader(KEY);

    @AfterEach
    void close() {
        buffers.close();
    }

    private static LinkOutput keeping(List<byte[]> writes) {
        return new LinkOutput() {
            @Override
            public void write(byte[] buffer, int from, int length) {
                writes.add(Arrays.copyOfRange(buffer, from, from + length));
            }

            @Override
            public void close() {}
        };
    }

    private FrameReader reader(byte[] key) {
        return SealedInput.reader(new LinkSeal(key), (array, from, to) -> opened.write(array, from, to - from));
    }

    private static byte[] content(int bytes, int seed) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        return content;
    }

    private byte[] seal(byte[] content) throws IOException {
        writer.write(content, 0, content.length);
        return written.get(written.size() - 1);
    }

    private static void arrive(FrameReader at, byte[] bytes) throws MalformedFrameException {
        byte[] own = bytes.clone();
        at.take(own, 0, own.length);
    }

    private void assertRefused(FrameReader at, byte[] bytes) {
        opened.reset();
        assertThatThrownBy(() -> arrive(at, bytes))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("record");
        assertThat(opened.size()).isZero();
    }

    @Test
    void what_was_sealed_comes_out_however_it_is_cut() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            if (seed == 20) {}
            Random random = new Random(seed);
            byte[] sent = content(1 + random.nextInt(random.nextBoolean() ? 300 : 400_000), seed);
            byte[] wire = seal(sent);
            opened.reset();
            ByteBuffer scratch = ByteBuffer.allocate(FrameReader.BUFFER);
            int most = random.nextBoolean() ? 7 : FrameReader.BUFFER;
            for (int at = 0; at < wire.length; ) {
                ByteBuffer target = reader.target(scratch);
                int count = Math.min(Math.min(target.remaining(), wire.length - at), 1 + random.nextInt(most));
                target.put(wire, at, count);
                reader.took(target);
                at += count;
            }
            assertThat(opened.toByteArray()).as("seed %d", seed).isEqualTo(sent);
        }
    }

    @Test
    void one_write_is_one_record_unless_it_is_longer_than_a_record_may_be() throws Exception {
        assertThat(seal(content(1, 1))).hasSize(1 + AROUND);
        assertThat(seal(content(LinkSeal.MOST_CONTENT, 1))).hasSize(LinkSeal.MOST_CONTENT + AROUND);
        assertThat(seal(content(LinkSeal.MOST_CONTENT + 1, 1))).hasSize(LinkSeal.MOST_CONTENT + 1 + 2 * AROUND);
        assertThat(written).hasSize(3);
    }

    @Test
    void a_writer_may_begin_anywhere_in_its_buffer_and_finds_it_as_it_was() throws Exception {
        byte[] buffer = content(1000, 1);
        byte[] before = buffer.clone();
        writer.write(buffer, 300, 500);

        arrive(reader, written.get(0));

        assertThat(opened.toByteArray()).isEqualTo(Arrays.copyOfRange(before, 300, 800));
        assertThat(buffer).isEqualTo(before);
    }

    @Test
    void an_altered_bit_anywhere_is_found_and_nothing_of_the_record_is_handed_on() throws Exception {
        byte[] wire = seal(content(40, 1));
        byte[] more = seal(content(LinkSeal.MOST_CONTENT, 2));
        for (int bit = 0; bit < wire.length * 8; bit++) {
            byte[] altered = wire.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] all = Arrays.copyOf(altered, altered.length + more.length);
            System.arraycopy(more, 0, all, altered.length, more.length);

            assertRefused(reader(KEY), all);
        }
    }

    @Test
    void a_record_that_comes_again_is_found() throws Exception {
        byte[] wire = seal(content(40, 1));
        arrive(reader, wire);

        assertRefused(reader, wire);
    }

    @Test
    void a_record_that_was_left_out_is_found() throws Exception {
        seal(content(40, 1));

        assertRefused(reader, seal(content(40, 1)));
    }

    @Test
    void records_that_changed_places_are_found() throws Exception {
        byte[] first = seal(content(40, 1));
        byte[] second = seal(content(40, 1));

        assertRefused(reader, second);
        assertRefused(reader, first);
    }

    @Test
    void a_record_that_is_cut_off_is_not_handed_on_and_what_follows_does_not_complete_it() throws Exception {
        byte[] wire = seal(content(40, 1));
        arrive(reader, Arrays.copyOf(wire, wire.length - 1));
        assertThat(opened.size()).isZero();

        assertRefused(reader, seal(content(40, 2)));
    }

    @Test
    void another_key_opens_nothing() throws Exception {
        byte[] other = KEY.clone();
        other[15] ^= 1;

        assertRefused(reader(other), seal(content(40, 1)));
    }

    @Test
    void what_nobody_sealed_is_refused() {
        assertRefused(reader(KEY), new byte[] {0, 0, 0, 6, 1, 5, 2, 3, 2, 4});
        assertRefused(reader(KEY), "HTTP/1.1 200 OK\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertRefused(reader(KEY), new byte[4 + LinkSeal.LEAST_LENGTH]);
    }

    @Test
    void a_length_that_cannot_be_is_refused_before_anything_is_kept() {
        for (int length : new int[] {0, LinkSeal.LEAST_LENGTH - 1, LinkSeal.MOST_LENGTH + 1, Integer.MAX_VALUE, -1}) {
            FrameReader each = reader(KEY);
            assertRefused(each, ByteBuffer.allocate(4).putInt(length).array());
            ByteBuffer scratch = ByteBuffer.allocate(16);
            assertThat(each.target(scratch)).isSameAs(scratch);
        }
    }

    @Test
    void what_is_kept_before_it_is_proven_is_one_record_at_most() throws Exception {
        arrive(reader, ByteBuffer.allocate(4).putInt(LinkSeal.MOST_LENGTH).array());

        assertThat(reader.target(ByteBuffer.allocate(16)).capacity()).isEqualTo(LinkSeal.MOST_LENGTH);
    }
}
