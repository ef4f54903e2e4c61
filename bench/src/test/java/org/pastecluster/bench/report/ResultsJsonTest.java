package org.pastecluster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.bench.system.SystemKind;
import org.pastecluster.bench.work.Measure;

class ResultsJsonTest {

    @Test
    void every_figure_is_an_object() {
        Results results = new Results();
        results.add(SystemKind.PASTECLUSTER, Measure.PING_100_P50, 60.5);
        results.add(SystemKind.PASTECLUSTER, Measure.PING_100_P50, 70);
        results.add(SystemKind.PASTECLUSTER, Measure.PING_100_P99, 140);
        results.add(SystemKind.FLOOR, Measure.STREAM_100, 7_000_000.25);

        assertThat(ResultsJson.of(
                        "2 cores, \"small\"\t\\", results, List.of(SystemKind.FLOOR, SystemKind.PASTECLUSTER)))
                .isEqualTo("""
                {"machine":"2 cores, \\"small\\"\\u0009\\\\","results":[
                {"system":"floor","work":"stream-100","unit":"msg/s","median":7000000.250,"min":7000000.250,"max":7000000.250,"runs":1},
                {"system":"pastecluster","work":"ping-100-p50","unit":"us","median":65.250,"min":60.500,"max":70.000,"runs":2},
                {"system":"pastecluster","work":"ping-100-p99","unit":"us","median":140.000,"min":140.000,"max":140.000,"runs":1}
                ]}
                """);
    }
}
