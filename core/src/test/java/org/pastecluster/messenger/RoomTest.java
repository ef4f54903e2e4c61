package org.pastecluster.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Verdict;
import org.pastecluster.delivery.Sending;
import org.pastecluster.message.Posted;

/** Who waits for room, and who is refused, on lanes to one target. */
class RoomTest {

    private static final MessageLimits LIMITS = new MessageLimits(80_000, 40, 1 << 20);
    private static final int BUSY = 1;
    private static final int OTHER = 2;

    private final Room room = new Room(new ReentrantLock(), LIMITS);
    private final Sending sending = new Sending(1);

    private static Outgoing message(int lane, int bytes, Posted.Purpose purpose) {
        Posted posted = new Posted(Message.bytes(11, new byte[bytes]), 0, purpose, 0, true, false);
        Delivery.Outcome delivered = new Delivery.Outcome(null, Verdict.DELIVERED, "");
        return new Outgoing(posted, lane, Long.MAX_VALUE, Unheard.INSTANCE, delivered, false);
    }

    private static Outgoing notice(int lane, int bytes) {
        return message(lane, bytes, Posted.Purpose.NOTICE);
    }

    private void add(int lane, int count, int bytes) {
        for (int i = 0; i < count; i++) {
            sending.add(notice(lane, bytes));
        }
    }

    @Test
    void a_sender_that_waits_does_so_from_a_quarter_of_the_bytes_in_its_lane_on() {
        add(BUSY, 1, 15_000);

        assertThat(room.isFarAhead(sending, notice(BUSY, 5_000))).isTrue();
        assertThat(room.isFarAhead(sending, notice(OTHER, 5_000))).isFalse();
        assertThat(room.isFullFor(sending, notice(BUSY, 5_000))).isFalse();
    }

    @Test
    void a_lane_that_others_keep_busy_but_not_full_does_not_keep_who_waits_on_another() {
        add(BUSY, 7, 10_000);

        assertThat(room.hasMuchRoom(sending, OTHER)).isTrue();
        assertThat(room.hasMuchRoom(sending, BUSY)).isFalse();
    }

    @Test
    void nobody_looks_again_while_all_is_full() {
        add(BUSY, 8, 10_000);

        assertThat(room.hasMuchRoom(sending, OTHER)).isFalse();
    }

    @Test
    void who_waits_is_woken_once_for_many_small_messages() {
        add(BUSY, 21, 0);
        assertThat(room.hasMuchRoom(sending, BUSY)).isFalse();

        List<?> through = sending.withdraw(pending -> true);
        add(BUSY, 20, 0);

        assertThat(through).hasSize(21);
        assertThat(room.hasMuchRoom(sending, BUSY)).isTrue();
    }

    @Test
    void replies_have_as_much_room_again() {
        add(BUSY, 8, 10_000);

        assertThat(room.isFullFor(sending, notice(OTHER, 100))).isTrue();
        assertThat(room.isFullFor(sending, message(OTHER, 100, Posted.Purpose.REPLY)))
                .isFalse();
    }
}
