package org.pastecluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.Message;
import org.pastecluster.message.Item;

/**
 * A batch is carried by a call; a link opens meanwhile, and what goes over it comes first. The receiver drops that, and has to ask for it
 * although the carried batch then brings just what it lacked.
 */
class OvertakingTest {

    private final TwoEnds ends = new TwoEnds();

    @Test
    void what_came_too_early_is_asked_for_when_the_batch_before_it_has_come() {
        ends.send(50);
        List<Item> carried = ends.written();
        ends.send(100);
        List<Item> overtaking = ends.written();

        assertThat(ends.arrive(overtaking)).isZero();
        assertThat(ends.arrive(carried)).isEqualTo(50);
        ends.tell();

        assertThat(ends.arrive(ends.written())).isEqualTo(100);
    }

    @Test
    void so_is_the_end_of_a_message_in_pieces() {
        ends.send(Message.bytes(11, new byte[5 * SendingLane.CHUNK]));
        List<Item> carried = ends.written();
        List<Item> overtaking = ends.written();
        overtaking.addAll(ends.written());
        assertThat(ends.written()).isEmpty();

        assertThat(ends.arrive(overtaking)).isZero();
        assertThat(ends.arrive(carried)).isZero();
        ends.tell();
        int arrived = 0;
        for (List<Item> next = ends.written(); !next.isEmpty(); next = ends.written()) {
            arrived += ends.arrive(next);
        }

        assertThat(arrived).isEqualTo(1);
    }

    @Test
    void it_is_asked_for_once_whatever_else_comes_too_early() {
        ends.send(50);
        ends.written();
        ends.send(50);
        assertThat(ends.arrive(ends.written())).isZero();
        ends.tell();
        ends.send(50);
        List<Item> again = ends.written();

        assertThat(ends.arrive(again.subList(50, 100))).isZero();
        assertThat(ends.reports()).isEmpty();
        assertThat(ends.arrive(again.subList(0, 20))).isEqualTo(20);
        assertThat(ends.reports()).isEmpty();
    }

    @Test
    void it_is_asked_for_anew_when_the_answer_has_a_gap() {
        ends.send(50);
        ends.written();
        ends.send(50);
        ends.arrive(ends.written());
        ends.tell();
        List<Item> again = ends.written();

        ends.arrive(again.subList(0, 20));
        ends.arrive(again.subList(30, 100));
        ends.tell();

        assertThat(ends.arrive(ends.written())).isEqualTo(80);
    }

    @Test
    void it_is_asked_for_anew_when_the_question_may_be_lost() {
        ends.send(50);
        List<Item> carried = ends.written();
        ends.send(50);
        ends.arrive(ends.written());
        assertThat(ends.reports()).hasSize(1);

        ends.arrive(carried);
        ends.reportAll();
        ends.tell();

        assertThat(ends.arrive(ends.written())).isEqualTo(50);
    }
}
