package org.pastecluster.simulation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.HistoryResult;
import org.pastecluster.simulation.Options;

/** What nodes of this project could do wrong towards .NET nodes is found by histories with such nodes, and by no others. */
class SpoiltTest {

    private static final int SEEDS = 40;

    @ParameterizedTest
    @EnumSource(Spoilt.class)
    void is_found_where_there_are_net_nodes_and_nowhere_else(Spoilt bug) {
        long seed = 0;
        HistoryResult result;
        do {
            seed++;
            result = new MixedHistory(seed, 0, bug).run();
        } while (result.broken() == null && seed < SEEDS);

        assertThat(new MixedHistory(seed).run().how())
                .as("without it, seed %d", seed)
                .isEmpty();
        assertThat(result.broken())
                .as("%s, seed %d: %s", bug, seed, result.how())
                .isEqualTo("P12");
        for (long other = 1; other <= 2; other++) {
            assertThat(new History(Options.draw(other, 3), bug).run().how())
                    .as("without .NET nodes, seed %d", other)
                    .isEmpty();
        }
    }
}
