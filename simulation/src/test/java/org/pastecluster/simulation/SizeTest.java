package org.pastecluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.simulation.fault.FaultKind;
import org.pastecluster.simulation.traffic.MessagePlan;
import org.pastecluster.testkit.network.Quality;

/** Clusters of the usual sizes, and a large one, keep every promise when their leaders crash. */
class SizeTest {

    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 50})
    void formsAndFailsOver(int nodes) {
        Set<FaultKind> crashes = EnumSet.of(FaultKind.LEADER_CRASH);
        Options options = new Options(
                18,
                nodes,
                Options.Lists.FULL,
                1,
                SECOND / 2,
                Quality.LOCAL,
                crashes,
                20 * SECOND,
                60 * SECOND,
                MessagePlan.NONE);

        HistoryResult result = new History(options).run();

        assertThat(result.how()).isEmpty();
        assertThat(result.broken()).isNull();
        assertThat(result.faults()).containsKey(FaultKind.LEADER_CRASH);
    }
}
