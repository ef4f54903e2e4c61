package org.pastecluster.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamespaceTest {

    @Test
    void only_networks_of_benches_that_ended_are_orphans() {
        // No kernel gives out so high a number.
        String dead = "pcbench-123456789012-1";
        String ours = "pcbench-" + ProcessHandle.current().pid() + "-1";

        assertThat(Namespace.orphans(List.of(dead + " (id: 3)", ours + " (id: 4)", "pcbench-x-1", "blue", "")))
                .containsExactly(dead);
    }
}
