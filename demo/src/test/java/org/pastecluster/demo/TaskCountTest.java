package org.pastecluster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskCountTest {

    @Test
    void verdicts_that_are_true_pass() {
        TaskCount count = TaskCount.of(
                Map.of("1", "delivered", "2", "unknown", "3", "unknown", "4", "gone", "5", "failed"),
                List.of("1", "2", "5"));

        assertThat(count).isEqualTo(new TaskCount(5, 1, 2, 0, 0, 0));
        assertThat(count.notDelivered()).isEqualTo(2);
        count.mustBeTrue();
    }

    @Test
    void a_delivered_one_that_nobody_handled_is_lost() {
        TaskCount count = TaskCount.of(Map.of("1", "delivered"), List.of("2"));

        assertThat(count.lost()).isEqualTo(1);
        assertThatThrownBy(count::mustBeTrue).hasMessageContaining(" 1 delivered ones were handled by nobody");
    }

    @Test
    void one_that_was_handled_twice_is_counted_whatever_its_verdict() {
        TaskCount count = TaskCount.of(Map.of("1", "unknown"), List.of("1", "1"));

        assertThat(count.twice()).isEqualTo(1);
        assertThatThrownBy(count::mustBeTrue).hasMessageContaining("1 were handled more than once");
    }

    @Test
    void one_that_surely_was_not_handled_must_not_have_been() {
        for (String verdict : List.of("gone", "refused", "expired")) {
            TaskCount count = TaskCount.of(Map.of("1", verdict), List.of("1"));

            assertThat(count.ghosts()).isEqualTo(1);
            assertThatThrownBy(count::mustBeTrue).hasMessageContaining("1 were handled although");
        }
    }
}
