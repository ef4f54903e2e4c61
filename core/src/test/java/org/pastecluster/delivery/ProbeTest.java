package org.pastecluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.message.Item;

/** What was written and went nowhere, although the way seems to be whole. */
class ProbeTest {

    private final TwoEnds ends = new TwoEnds();

    @Test
    void all_of_it_is_written_again_after_one_probe() {
        ends.send(100);
        assertThat(ends.written()).hasSize(100);

        assertThat(ends.arrive(ends.probe())).isEqualTo(1);
        ends.tell();

        assertThat(ends.arrive(ends.written())).isEqualTo(99);
    }

    @Test
    void who_lacks_nothing_is_sent_nothing_again() {
        ends.send(100);
        assertThat(ends.arrive(ends.written())).isEqualTo(100);

        List<Item> probe = ends.probe();
        assertThat(probe).hasSize(2);
        assertThat(ends.arrive(probe)).isZero();
        ends.tell();

        assertThat(ends.written()).isEmpty();
    }

    @Test
    void a_lone_message_is_probed_once() {
        ends.send(1);
        assertThat(ends.written()).hasSize(1);

        assertThat(ends.probe()).hasSize(1);
    }
}
