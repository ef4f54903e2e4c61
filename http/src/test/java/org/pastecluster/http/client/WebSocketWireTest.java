package org.pastecluster.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.link.LinkOutput;
import org.pastecluster.http.link.WebSocketOutput;

@Tag("jdk")
class WebSocketWireTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A connection that brings bytes in pieces of any size, and takes as many as it is told. */
    private static final class Pieces implements Wire {

        private final byte[] bytes;
        private final Random random;
        private final int most;
        private int at;
        private boolean pause;
        int room = Integer.MAX_VALUE;
        final ByteArrayOutputStream said = new ByteArrayOutputStream();

        Pieces(byte[] bytes, long seed, int most) {
            this.bytes = bytes;
            this.random = new Random(seed);
            this.most = most;
        }

        @Override
        public int read(ByteBuffer into) {
            pause = !pause;
            if (pause) {
                return 0;
            }
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(1 + random.nextInt(most), into.remaining()), bytes.length - at);
            into.put(bytes, at, count);
            at += count;
            return count;
        }

        @Override
        public boolean write(ByteBuffer from) {
            while (from.hasRemaining() && room > 0) {
                said.write(from.get());
                room--;
            }
            return !from.hasRemaining();
        }

        @Override
        public boolean wantsToWrite() {
            return false;
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] all(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] some(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static WebSocketWire on(Wire wire, byte[] leftOver) {
        return new WebSocketWire(wire, leftOver, RANDOM);
    }

    /** All that is read until the end, with buffers of any size. */
    private static byte[] read(WebSocketWire wire, long seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (true) {
            ByteBuffer into = ByteBuffer.allocate(1 + random.nextInt(20_000));
            int count = wire.read(into);
            if (count < 0) {
                return out.toByteArray();
            }
            assertThat(into.position()).isEqualTo(count);
            out.write(into.array(), 0, count);
        }
    }

    /** As a node writes it that has a connection and no WebSocket of its web server. */
    private static byte[] written(byte[]... writes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WebSocketOutput output = new WebSocketOutput(new LinkOutput() {
            @Override
            public void write(byte[] buffer, int from, int length) {
                out.write(buffer, from, length);
            }

            @Override
            public void close() {}
        });
        for (byte[] write : writes) {
            output.write(all(bytes(9), write, bytes(9)), 1, write.length);
        }
        return out.toByteArray();
    }

    @Test
    void what_a_node_writes_is_read_whatever_the_pieces_in_which_it_comes() throws Exception {
        byte[][] writes = List.of(1, 125, 126, 127, 4096, 4097, 65_535, 65_536, 65_537, 3).stream()
                .map(WebSocketWireTest::some)
                .toArray(byte[][]::new);
        byte[] sent = written(writes);
        for (int most : new int[] {1, 3, 100, 5000, 1 << 20}) {
            for (int behind : new int[] {0, 1, 2, 7, 5000}) {
                WebSocketWire wire = on(
                        new Pieces(Arrays.copyOfRange(sent, behind, sent.length), most, most),
                        Arrays.copyOf(sent, behind));
                assertThat(read(wire, most)).isEqualTo(all(writes));
            }
        }
    }

    @Test
    void messages_in_several_frames_with_a_ping_between_are_read_and_the_ping_is_answered() throws Exception {
        byte[] sent = all(
                bytes(0x02, 2, 1, 2),
                bytes(0x89, 3, 7, 8, 9),
                bytes(0x00, 0),
                bytes(0x8a, 1, 5),
                bytes(0x80, 1, 3),
                bytes(0x82, 0),
                bytes(0x82, 1, 4));
        for (int most = 1; most < 20; most++) {
            Pieces pieces = new Pieces(sent, most, most);

            assertThat(read(on(pieces, new byte[0]), most)).containsExactly(1, 2, 3, 4);

            assertThat(unmasked(pieces.said.toByteArray(), 0)).isEqualTo(bytes(0x8a, 0x83, 7, 8, 9));
        }
    }

    /** The frame at that place, whose mask was taken off. */
    private static byte[] unmasked(byte[] said, int from) {
        int length = said[from + 1] & 0x7f;
        byte[] frame = new byte[2 + length];
        frame[0] = said[from];
        frame[1] = said[from + 1];
        for (int i = 0; i < length; i++) {
            frame[2 + i] = (byte) (said[from + 6 + i] ^ said[from + 2 + i % 4]);
        }
        return frame;
    }

    @Test
    void of_many_pings_while_nothing_can_be_sent_the_last_one_is_answered() throws Exception {
        byte[] pings =
                all(bytes(0x89, 1, 1), bytes(0x89, 1, 2), bytes(0x89, 1, 3), bytes(0x89, 1, 4), bytes(0x82, 1, 9));
        Pieces pieces = new Pieces(pings, 1, 3);
        pieces.room = 2;
        WebSocketWire wire = on(pieces, new byte[0]);
        assertThat(read(wire, 1)).containsExactly(9);
        assertThat(wire.wantsToWrite()).isTrue();

        pieces.room = 100;
        assertThat(wire.write(ByteBuffer.allocate(0))).isTrue();

        assertThat(wire.wantsToWrite()).isFalse();
        byte[] said = pieces.said.toByteArray();
        assertThat(said).hasSize(14);
        assertThat(unmasked(said, 0)).isEqualTo(bytes(0x8a, 0x81, 1));
        assertThat(unmasked(said, 7)).isEqualTo(bytes(0x8a, 0x81, 4));
    }

    @Test
    void a_close_is_the_end_and_is_answered_and_nothing_behind_it_counts() throws Exception {
        Pieces pieces = new Pieces(all(bytes(0x82, 1, 4), bytes(0x88, 2, 3, 0xe8), bytes(0x82, 1, 5)), 1, 100);

        assertThat(read(on(pieces, new byte[0]), 1)).containsExactly(4);

        assertThat(unmasked(pieces.said.toByteArray(), 0)).isEqualTo(bytes(0x88, 0x80));
    }

    @Test
    void what_breaks_a_rule_is_an_end_of_its_own_kind() {
        for (byte[] nonsense : List.of(
                bytes(0x81, 1, 'x'),
                bytes(0x80, 0),
                bytes(0x02, 0, 0x82, 0),
                bytes(0xc2, 0),
                bytes(0x92, 0),
                bytes(0x83, 0),
                bytes(0x8b, 0),
                bytes(0x82, 0x80, 0, 0, 0, 0),
                bytes(0x09, 0),
                bytes(0x89, 126, 0, 126),
                bytes(0x82, 126, 0, 125),
                bytes(0x82, 127, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
                bytes(0x82, 127, 0, 0, 0, 0, 0, 0x10, 0, 1),
                bytes(0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0),
                bytes(0x82, 127, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff))) {
            assertThatThrownBy(() -> read(on(new Pieces(nonsense, 1, 4), new byte[0]), 1))
                    .as(Arrays.toString(nonsense))
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void who_sends_nothing_but_empty_frames_is_not_listened_to_for_ever() {
        byte[] empty = new byte[600];
        for (int i = 0; i < empty.length; i += 2) {
            empty[i] = (byte) 0x82;
        }
        assertThatThrownBy(() -> read(on(new Pieces(empty, 1, 100), new byte[0]), 1))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("bring nothing");
    }

    @Test
    void noise_is_read_or_ends_it_and_nothing_else() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            if (noise.length > 1 && random.nextBoolean()) {
                noise[0] = (byte) 0x82;
                noise[1] &= 0x0f;
            }
            try {
                assertThat(read(on(new Pieces(noise, i, 9), new byte[0]), i)).hasSizeLessThanOrEqualTo(noise.length);
            } catch (ProtocolException nonsense) {
                assertThat(nonsense).hasMessageStartingWith("a ");
            }
        }
    }
}
