package org.pastecluster.bench.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.bench.fleet.ClassPaths;
import org.pastecluster.bench.fleet.Fleets;
import org.pastecluster.bench.report.Results;
import org.pastecluster.bench.system.SystemKind;

/** The whole way, with processes, for as short as possible. */
class FloorSmokeTest {

    /** Measured for so short that only what was waited for is counted: that is how it is on a machine that stalls. */
    private static final Pace SHORT = new Pace(50, 1, 0, 0, 0);

    @Test
    void three_processes_exchange_messages_in_order_and_acknowledged() {
        Results results = new Results();
        try (Fleets fleets = new Fleets(new ClassPaths(System.getProperty("java.class.path")))) {
            new Campaign(fleets, SHORT, results, sentence -> {})
                    .run(SystemKind.FLOOR, EnumSet.of(Work.STREAM_100, Work.BROADCAST_1000, Work.PING_100));
        }

        assertThat(results.remarks()).isEmpty();
        assertThat(List.of(Measure.STREAM_100, Measure.BROADCAST_1000, Measure.PING_100_P50, Measure.PING_100_P99))
                .allSatisfy(measure -> assertThat(results.summary(SystemKind.FLOOR, measure))
                        .hasValueSatisfying(
                                summary -> assertThat(summary.median()).isPositive()));
    }
}
