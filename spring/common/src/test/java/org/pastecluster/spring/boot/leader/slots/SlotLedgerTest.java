package org.pastecluster.spring.boot.leader.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotLedgerTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final long MINUTE = 60_000;

    private final SlotLedger ledger = new SlotLedger(Set.of("a", "b")::contains);

    @Test
    void a_slot_is_taken_once_and_none_before_it() {
        assertThat(ledger.take("a", NOW, NOW)).isTrue();
        assertThat(ledger.take("a", NOW, NOW)).isFalse();
        assertThat(ledger.take("a", NOW - MINUTE, NOW)).isFalse();
        assertThat(ledger.take("a", NOW + 1, NOW)).isTrue();
        assertThat(ledger.take("b", NOW, NOW)).isTrue();
    }

    @Test
    void the_later_mark_of_two_nodes_counts() {
        ledger.take("a", NOW, NOW);
        ledger.merge(Map.of("a", new Mark(NOW - MINUTE, true), "b", new Mark(NOW, true)), NOW);
        ledger.merge(Map.of("b", new Mark(NOW - MINUTE, true)), NOW);

        assertThat(ledger.all(NOW)).isEqualTo(Map.of("a", new Mark(NOW, true), "b", new Mark(NOW, true)));
    }

    @Test
    void jobs_that_this_application_has_not_are_not_remembered() {
        ledger.merge(Map.of("stranger", new Mark(NOW, true)), NOW);
        assertThat(ledger.all(NOW)).isEmpty();
    }

    @Test
    void what_another_node_wants_is_given_unless_it_was_taken() {
        assertThat(ledger.give(Map.of("a", new Mark(NOW, true)), NOW)).isEmpty();
        assertThat(ledger.give(Map.of("a", new Mark(NOW, true)), NOW)).containsKey("a");
        assertThat(ledger.take("a", NOW, NOW)).isFalse();
    }

    @Test
    void a_mark_far_ahead_of_this_clock_is_none() {
        long wrong = NOW + SlotLedger.FARTHEST_AHEAD.toMillis() + 1;
        assertThat(ledger.merge(Map.of("a", new Mark(wrong, true)), NOW)).isFalse();
        assertThat(ledger.merge(Map.of("a", new Mark(Long.MAX_VALUE, true)), NOW))
                .isFalse();
        assertThat(ledger.all(NOW)).isEmpty();
        assertThat(ledger.merge(Map.of("a", new Mark(wrong - 1, true)), NOW)).isTrue();
        assertThat(ledger.take("a", NOW, NOW)).isFalse();
    }

    @Test
    void a_clock_that_was_far_ahead_and_was_set_right_does_not_hold_up_a_job() {
        ledger.take("a", NOW + 60 * MINUTE, NOW + 60 * MINUTE);
        assertThat(ledger.mark("a", NOW)).isNull();
        assertThat(ledger.take("a", NOW, NOW)).isTrue();
        assertThat(ledger.mark("a", NOW)).isEqualTo(new Mark(NOW, true));
    }

    @Test
    void the_first_leaders_beginning_is_in_no_slots_way_and_gives_way_to_any_slot() {
        assertThat(ledger.begin(List.of("a"), NOW)).isTrue();
        assertThat(ledger.begin(List.of("a"), NOW + MINUTE)).isFalse();
        assertThat(ledger.mark("a", NOW)).isEqualTo(new Mark(NOW, false));
        assertThat(ledger.give(Map.of("a", new Mark(NOW - MINUTE, true)), NOW)).isEmpty();
        assertThat(ledger.mark("a", NOW)).isEqualTo(new Mark(NOW - MINUTE, true));
    }
}
