package org.pastecluster.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final List<Integer> BOTH = List.of(0, 1);

    private final Board board = new Board(2);

    @Test
    void nodes_agree_when_they_name_the_same_leader() {
        board.heard(0, "state 100 -1 0");
        board.heard(1, "state 100 -1 0");
        assertThat(board.agree(BOTH)).isFalse();

        board.heard(0, "state 200 1 1");
        assertThat(board.agree(BOTH)).isFalse();

        board.heard(1, "state 300 1 2");
        assertThat(board.agree(BOTH)).isTrue();
        assertThat(board.members(1)).isEqualTo(2);
    }

    @Test
    void a_change_of_members_does_not_change_since_when_the_leader_is_named() {
        board.heard(0, "state 200 1 1");
        board.heard(0, "state 300 1 2");

        assertThat(board.since(0)).isEqualTo(200);
    }

    @Test
    void a_belief_goes_on_until_its_end_is_heard() {
        board.heard(0, "led-from 5");
        assertThat(board.leads(0)).isTrue();

        board.heard(0, "led-to 9");
        assertThat(board.leads(0)).isFalse();
        assertThat(board.led(0)).containsExactly(new Board.Span(5, 9));
    }

    @Test
    void who_waits_is_told_of_a_failure() {
        board.fail("Node 0 ended by itself.");

        assertThatThrownBy(() -> board.answer(0, "up", Long.MAX_VALUE))
                .isInstanceOf(BenchFailure.class)
                .hasMessage("Node 0 ended by itself.");
    }

    @Test
    void what_does_not_come_in_time_is_named() {
        assertThatThrownBy(() -> board.answer(1, "up", System.nanoTime()))
                .hasMessage("It was not reached in time that node 1 answers 'up'.");
    }
}
