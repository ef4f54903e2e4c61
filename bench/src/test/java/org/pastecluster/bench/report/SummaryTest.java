package org.pastecluster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void an_odd_number_of_runs_has_a_middle() {
        assertThat(Summary.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Summary(4, 1, 9, 3));
    }

    @Test
    void of_an_even_number_the_two_in_the_middle_are_averaged() {
        assertThat(Summary.of(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(new Summary(4.5, 1, 9, 4));
    }

    @Test
    void one_run_is_its_own_median() {
        assertThat(Summary.of(List.of(7.0))).isEqualTo(new Summary(7, 7, 7, 1));
    }

    @Test
    void no_run_has_none() {
        assertThatThrownBy(() -> Summary.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
