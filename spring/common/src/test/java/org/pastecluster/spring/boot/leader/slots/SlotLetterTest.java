package org.pastecluster.spring.boot.leader.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pastecluster.Message;
import org.pastecluster.spi.ReservedMessages;

class SlotLetterTest {

    private static final SlotLetter LETTER = new SlotLetter(
            SlotLetter.Kind.TAKE,
            Map.of("reports.send 0 0 3 * * * Ärger/夏", new Mark(1_800_000_000_000L, true), "b", new Mark(0, false)));

    private static Message message(byte[] bytes) {
        return ReservedMessages.bytes(ReservedMessages.SLOTS, bytes);
    }

    @Test
    void is_read_as_it_was_written() {
        assertThat(SlotLetter.of(LETTER.message())).isEqualTo(LETTER);
    }

    @Test
    void one_that_is_broken_off_or_goes_on_is_none() {
        byte[] whole = LETTER.message().bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SlotLetter.of(message(part)))
                    .as("%s bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SlotLetter.of(message(Arrays.copyOf(whole, whole.length + 1))))
                .hasMessageContaining("goes on");
    }

    @Test
    void other_versions_kinds_and_numbers_are_not_understood() {
        byte[][] wrong = {
            {2, 0, 0, 0, 0, 0}, {1, 3, 0, 0, 0, 0}, {1, 0, -1, 0, 0, 0}, {1, 0, 0, 1, 0, 0},
        };
        for (byte[] each : wrong) {
            assertThatThrownBy(() -> SlotLetter.of(message(each))).hasMessageContaining("is not understood");
        }
    }

    @Test
    void whatever_comes_is_a_letter_or_refused() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] whole = LETTER.message().bytes();
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = whole.clone();
            for (int change = 0; change <= i % 4; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(SlotLetter.of(message(bytes)).marks().size()).isLessThanOrEqualTo(SlotLetter.MOST);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("letter about slots");
            }
        }
    }

    @Test
    void one_that_is_too_long_is_not_even_read() {
        assertThatThrownBy(() -> SlotLetter.of(message(new byte[6 << 20]))).hasMessageContaining("too long");
    }
}
