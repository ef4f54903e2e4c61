package org.pastecluster.http.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pastecluster.Message;
import org.pastecluster.Verdict;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** What {@link BatchEncoder} writes and {@link BatchDecoder} reads. */
class BatchCodecTest {

    private static final long NOW = 1_800_000_000_000L;

    private static byte[] encoded(Batch batch) {
        FrameBuffer buffer = new FrameBuffer(16);
        assertThat(new BatchEncoder().encode(batch, 0, buffer, BatchFormat.MOST_BYTES))
                .isEqualTo(batch.items().size());
        return Arrays.copyOf(buffer.array(), buffer.length());
    }

    private static Batch decoded(byte[] bytes) throws MalformedFrameException {
        return new BatchDecoder().decode(new FrameInput(bytes, 0, bytes.length));
    }

    private static Posted notice(Message message) {
        return new Posted(message, NOW, Posted.Purpose.NOTICE, 0, false, false);
    }

    private static Item whole(int lane, long sequence, Message message) {
        return new Item.Whole(lane, sequence, 30_000_000_000L, notice(message));
    }

    static Item randomItem(Random random) {
        int lane = random.nextBoolean() ? random.nextInt(4) : random.nextInt();
        long sequence = random.nextBoolean() ? random.nextInt(3) + 1 : random.nextLong() & Long.MAX_VALUE;
        long remaining = random.nextBoolean() ? random.nextInt(1_000_000_000) : random.nextLong();
        switch (random.nextInt(7)) {
            case 0 -> {
                return new Item.Whole(lane, sequence, remaining, randomPosted(random, randomMessage(random, 300)));
            }
            case 1 -> {
                Message message = randomMessage(random, 3000);
                int from = random.nextInt(message.length() + 1);
                return new Item.Chunk(
                        lane,
                        sequence,
                        remaining,
                        randomPosted(random, message.withoutBody()),
                        message.length(),
                        from,
                        message.slice(from, random.nextInt(message.length() - from + 1)));
            }
            case 2 -> {
                Message message = randomMessage(random, 70_000);
                int from = random.nextInt(message.length() + 1);
                int length = Math.min(64 << 10, message.length() - from);
                return new Item.Chunk(
                        lane, sequence, remaining, null, message.length(), from, message.slice(from, length));
            }
            case 3 -> {
                return new Item.Skip(lane, sequence);
            }
            case 4 -> {
                return new Item.Floor(lane, sequence);
            }
            case 5 -> {
                return new Item.Again(random.nextLong(), lane, sequence);
            }
            default -> {
                long first = random.nextLong() >>> 2;
                return new Item.Ack(
                        random.nextLong(),
                        lane,
                        first,
                        first + random.nextInt(9),
                        List.of(Verdict.values()).get(random.nextInt(6)),
                        random.nextBoolean() ? "" : "voll: überfüllt");
            }
        }
    }

    private static Message randomMessage(Random random, int most) {
        byte[] body = new byte[random.nextInt(most)];
        random.nextBytes(body);
        Message message = Message.read(
                random.nextBoolean() ? 11 : random.nextInt(),
                random.nextBoolean(),
                body,
                0,
                body.length,
                java.util.Map.of());
        for (int i = random.nextInt(3); i > 0; i--) {
            message = message.with("näme" + i, "v".repeat(random.nextInt(200)));
        }
        return message;
    }

    private static Posted randomPosted(Random random, Message message) {
        return new Posted(
                message,
                random.nextBoolean() ? NOW : random.nextLong(),
                List.of(Posted.Purpose.values()).get(random.nextInt(3)),
                random.nextBoolean() ? 0 : random.nextLong(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    @Test
    void what_is_written_is_what_is_read() throws Exception {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            List<Item> items = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                items.add(randomItem(random));
            }
            Batch batch = new Batch(random.nextLong(), random.nextLong(), items);

            assertThat(decoded(encoded(batch))).as("seed %d", seed).isEqualTo(batch);
        }
    }

    @Test
    void a_batch_without_items_is_one_too() throws Exception {
        Batch batch = new Batch(7, 0, List.of());

        assertThat(decoded(encoded(batch))).isEqualTo(batch);
    }

    @Test
    void a_message_of_a_hundred_bytes_costs_at_most_a_hundred_and_ten() {
        List<Item> items = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            Posted posted = new Posted(
                    Message.bytes(1000, new byte[100]), NOW + i / 200, Posted.Purpose.NOTICE, 0, true, false);
            items.add(new Item.Whole(3, 1_000_000 + i, 29_999_000_000L + i * 1500L, posted));
        }

        assertThat(encoded(new Batch(NOW, 0, items)).length / 500.0).isLessThan(110);
    }

    @Test
    void the_bytes_are_those_of_the_document() throws Exception {
        Message text = Message.text(11, "hi").with("k", "v");
        Batch batch = new Batch(
                5,
                64,
                List.of(
                        new Item.Whole(
                                0,
                                1,
                                1000,
                                new Posted(text, 1_800_000_000_000L, Posted.Purpose.REQUEST, 300, true, false)),
                        new Item.Whole(
                                0,
                                2,
                                900,
                                new Posted(
                                        Message.bytes(11, new byte[] {1, 2, 3}),
                                        1_800_000_000_002L,
                                        Posted.Purpose.NOTICE,
                                        0,
                                        false,
                                        true)),
                        new Item.Chunk(2, 9, 900, null, 70_000, 65_536, Message.bytes(0, new byte[] {(byte) 0xff})),
                        new Item.Skip(2, 10),
                        new Item.Floor(2, 4),
                        new Item.Ack(6, 1, 1, 128, Verdict.DELIVERED, ""),
                        new Item.Ack(6, 1, 129, 129, Verdict.REFUSED, "no"),
                        new Item.Again(6, 2, 11)));

        String document = Files.readString(Path.of("..", "WIRE.md"));
        String lines = document.substring(document.indexOf("05 8001      "));
        StringBuilder hex = new StringBuilder();
        for (String line : lines.substring(0, lines.indexOf("```")).split("\n", -1)) {
            hex.append(line.split(" {2,}", 2)[0].replace(" ", ""));
        }
        assertThat(HexFormat.of().formatHex(encoded(batch))).isEqualTo(hex.toString());
        assertThat(decoded(encoded(batch))).isEqualTo(batch);
    }

    @Test
    void what_does_not_fit_begins_the_next_frame() throws Exception {
        List<Item> items = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            items.add(whole(1, i, Message.bytes(11, new byte[1000])));
        }
        Batch batch = new Batch(3, 0, items);
        List<Item> read = new ArrayList<>();
        int frames = 0;
        BatchEncoder encoder = new BatchEncoder();
        for (int next = 0; next < items.size(); frames++) {
            FrameBuffer buffer = new FrameBuffer(16);
            next = encoder.encode(batch, next, buffer, 3500);
            assertThat(buffer.length()).isLessThanOrEqualTo(3500);
            read.addAll(decoded(Arrays.copyOf(buffer.array(), buffer.length())).items());
        }

        assertThat(read).isEqualTo(items);
        assertThat(frames).isEqualTo(4);
        assertThatThrownBy(() -> encoder.encode(batch, 0, new FrameBuffer(16), 500))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_long_reason_is_cut() throws Exception {
        Batch batch = new Batch(1, 0, List.of(new Item.Ack(1, 0, 1, 1, Verdict.FAILED, "ü".repeat(5000))));

        Item.Ack ack = (Item.Ack) decoded(encoded(batch)).items().get(0);

        assertThat(ack.reason().getBytes(StandardCharsets.UTF_8).length).isBetween(900, 1024);
        assertThat(ack.reason()).matches("ü+");
    }

    @Test
    void random_bytes_are_read_or_cleanly_refused() {
        BatchDecoder decoder = new BatchDecoder();
        int refused = 0;
        for (int seed = 0; seed < 200_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            refused += isRefused(decoder, bytes) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(100_000);
    }

    @Test
    void altered_batches_are_read_or_cleanly_refused() {
        BatchDecoder decoder = new BatchDecoder();
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = encoded(new Batch(random.nextInt(), 0, List.of(randomItem(random), randomItem(random))));
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(Math.min(bytes.length, 60))] = (byte) random.nextInt();
            }
            isRefused(decoder, Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1));
        }
    }

    private static boolean isRefused(BatchDecoder decoder, byte[] bytes) {
        try {
            decoder.decode(new FrameInput(bytes, 0, bytes.length));
            return false;
        } catch (MalformedFrameException clean) {
            return true;
        }
    }

    @Test
    void what_cannot_be_is_refused() {
        for (String hex : List.of(
                "", // no session
                "05", // no stamp
                "050007", // an unknown kind
                "050012", // a skip with unknown bits
                "05000c", // an acknowledgement that follows none, without its end
                "0500ff", // an unknown verdict
                "050008800000", // a whole message that is a piece
                "050008180000000000", // an unknown purpose
                "0500082000000000000", // odd
                "050008200000000b0000", // a correlation of 0
                "0500080000000bff01", // a body that is not there
                "0500090000ffffffffffffffffff7f", // ends in the midst
                "050001000001000000020101ff00", // more than the whole
                "02ffffffffffffffffffff01")) { // more than 64 bits
            byte[] bytes = HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");
            assertThat(isRefused(new BatchDecoder(), bytes)).as(hex).isTrue();
        }
    }
}
