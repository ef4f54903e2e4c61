package org.pastecluster.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamespacesTest {

    @Test
    void only_networks_of_beds_that_ended_are_orphans() {
        // No kernel gives out so high a number.
        String dead = "pcc123456789012-1-n1";
        String ours = "pcc" + ProcessHandle.current().pid() + "-1-hub";

        assertThat(Namespaces.orphans(List.of(dead + " (id: 3)", ours + " (id: 4)", "pccx-1-n1", "blue", "")))
                .containsExactly(dead);
    }
}
