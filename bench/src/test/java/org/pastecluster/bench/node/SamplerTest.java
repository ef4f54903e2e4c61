package org.pastecluster.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final long MILLI = 1_000_000;

    private final List<String> said = new ArrayList<>();
    private final Sampler sampler = new Sampler(new Bare(), said::add);

    private void sample(long atMillis, boolean leads) {
        sampler.take(atMillis * MILLI, leads, atMillis * MILLI + 1);
    }

    @Test
    void a_belief_ends_at_the_last_sample_that_found_it() {
        sample(1, false);
        sample(2, true);
        sample(3, true);
        sample(4, false);

        assertThat(said).containsExactly("led-from 2000000", "led-to 3000000");
    }

    @Test
    void a_frozen_process_believes_nothing() {
        sample(1, true);
        sample(2, true);
        sample(3_000, true);

        assertThat(said).containsExactly("led-from 1000000", "led-to 2000000", "led-from 3000000000");
    }

    @Test
    void a_sample_that_a_freeze_may_have_interrupted_counts_for_neither() {
        sample(1, true);
        sampler.take(2 * MILLI, true, 3_000 * MILLI);
        sample(3_001, false);

        assertThat(said).containsExactly("led-from 1000000", "led-to 1000000");
    }
}
