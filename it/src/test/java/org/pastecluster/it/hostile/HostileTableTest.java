package org.pastecluster.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.record.HostileEntry;

class HostileTableTest {

    @Test
    void volleys_of_a_form_are_added_and_the_longest_wait_of_a_peer_is_told() {
        HostileTable table = new HostileTable(List.of(
                new HostileEntry.Volley(
                        1, 2, "Flood", "http://10.77.0.1:8080", 1_000, List.of("401:900", "closed:100")),
                new HostileEntry.PeerWaited(2, "Flood", "http://10.77.0.1:8080", 17_400_000),
                new HostileEntry.Volley(3, 4, "Flood", "http://10.77.0.2:8080", 200, List.of("401:150", "peer-200:50")),
                new HostileEntry.PeerWaited(4, "Flood", "http://10.77.0.2:8080", 3_000_000),
                new HostileEntry.Volley(5, 6, "Halves", "http://10.77.0.1:8080", 40, List.of("silent:40"))));

        assertThat(table.toString().lines().skip(2))
                .containsExactly(
                        "| Flood | 2 | 1,200 | 401 1,050, closed 100, peer-200 50 | 17 |",
                        "| Halves | 1 | 40 | silent 40 | – |");
    }
}
