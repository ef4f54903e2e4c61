package org.pastecluster.bench.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.bench.fleet.Board;

class OverlapTest {

    private static Board.Span span(long from, long to) {
        return new Board.Span(from, to);
    }

    @Test
    void who_believes_alone_does_not_count() {
        assertThat(Overlap.nanos(List.of(List.of(span(0, 50)), List.of(span(50, 90)), List.of()), 0, 100))
                .isZero();
    }

    @Test
    void two_at_the_same_time_do() {
        assertThat(Overlap.nanos(List.of(List.of(span(0, 60)), List.of(span(50, 90))), 0, 100))
                .isEqualTo(10);
    }

    @Test
    void three_count_no_more_than_two() {
        assertThat(Overlap.nanos(List.of(List.of(span(0, 60)), List.of(span(50, 90)), List.of(span(55, 70))), 0, 100))
                .isEqualTo(20);
    }

    @Test
    void what_was_before_or_goes_on_is_cut() {
        assertThat(Overlap.nanos(
                        List.of(List.of(span(0, Long.MAX_VALUE)), List.of(span(0, 10), span(40, Long.MAX_VALUE))),
                        20,
                        100))
                .isEqualTo(60);
    }
}
