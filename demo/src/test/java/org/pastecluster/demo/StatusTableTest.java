package org.pastecluster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private static final String FIRST = "http://127.0.0.1:29998";
    private static final String SECOND = "http://127.0.0.1:29999";

    private static NodeState node(Phase phase, String role) {
        return new NodeState(
                FIRST, phase, role, 1_795_650_186_146L, 9999, SECOND, Set.of(FIRST, SECOND), 1, 1, 1_000_000, 1, 1, 1);
    }

    private static String rowOf(NodeState state) {
        return StatusTable.of(List.of(state), 5_000_000).lines().toList().get(1);
    }

    @Test
    void a_row_says_how_a_node_stands() {
        assertThat(rowOf(node(Phase.RUNNING, "leading")).strip().split(" +"))
                .containsExactly(
                        "127.0.0.1:29998", "LEADING", "1795650186146", "9999", "2", "127.0.0.1:29999", "4", "ms");
        assertThat(rowOf(NodeState.starting(FIRST)).strip().split(" +"))
                .containsExactly("127.0.0.1:29998", "starting", "-", "0", "0", "-", "-");
    }

    @Test
    void a_node_that_is_gone_does_not_look_alive() {
        assertThat(rowOf(node(Phase.ENDED, "leading"))).contains(" ended ").doesNotContain("LEADING");
        assertThat(rowOf(node(Phase.KILLED, "leading"))).contains(" killed ").doesNotContain("LEADING");
    }

    @Test
    void it_fits_into_80_columns() {
        assertThat(StatusTable.of(List.of(node(Phase.RUNNING, "following")), 5_000_000)
                        .lines())
                .allMatch(line -> line.length() <= 80);
    }
}
