package org.pastecluster.spring.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static List<Double> oneTo(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(each -> (double) each).toList();
    }

    /** As in tables of the sign test: the 6th and the 15th of 20. */
    @Test
    void of_twenty_the_sixth_from_both_ends() {
        assertThat(Differences.of(oneTo(20))).isEqualTo(new Differences(6, 10.5, 15));
    }

    @Test
    void of_six_the_first_and_the_last() {
        assertThat(Differences.of(oneTo(6))).isEqualTo(new Differences(1, 3.5, 6));
    }

    @Test
    void five_are_too_few() {
        assertThatThrownBy(() -> Differences.of(oneTo(5))).hasMessageContaining("too few");
    }

    @Test
    void a_cost_is_read_as_it_was_written() {
        Cost cost = new Cost(12, 34, true);

        assertThat(Cost.read(List.of("Started", cost.line(), ""))).contains(cost);
        assertThat(Cost.read(List.of("Started"))).isEmpty();
    }
}
