package org.pastecluster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {

    @Test
    void three_nodes_by_default() {
        assertThat(DemoOptions.read(new String[0])).isEqualTo(new DemoOptions(3, false, false, false, "", false));
    }

    @Test
    void all_options_are_read() {
        String[] arguments = {"--nodes", "5", "--stay", "--json", "--live", "--program", "node", "--help"};

        assertThat(DemoOptions.read(arguments)).isEqualTo(new DemoOptions(5, true, true, true, "node", true));
    }

    @ParameterizedTest
    @CsvSource({
        "--nodes 1,--nodes is '1'; write a number from 2 to 9.",
        "--nodes,--nodes has no value.",
        "--node 3,There is no option '--node'; --help lists them all."
    })
    void what_is_wrong_is_named(String line, String sentence) {
        assertThatThrownBy(() -> DemoOptions.read(line.split(" "))).hasMessage(sentence);
    }
}
