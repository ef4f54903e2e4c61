package org.pastecluster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.bench.work.Measure;

/** What the README says of speed is what bench/RESULTS.md says. */
class ShortTableTest {

    private static final List<Measure> SHOWN = List.of(
            Measure.STREAM_100,
            Measure.STREAM_1000,
            Measure.BROADCAST_1000,
            Measure.PING_100_P50,
            Measure.CRASH_3,
            Measure.FREEZE_3,
            Measure.TWO_LEADERS,
            Measure.IDLE_5);

    /** The rows of works; the heads of the tables are in their documents' languages. */
    private static List<String> rows(Path document) throws IOException {
        String works = Arrays.stream(Measure.values()).map(Measure::label).collect(Collectors.joining("|"));
        try (var lines = Files.lines(document)) {
            return lines.filter(line -> line.matches("\\| `(" + works + ")`.*")).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void the_readme_has_the_rows_of_the_last_results(String readme) throws IOException {
        List<String> rows = rows(Path.of("..", readme));

        assertThat(rows).isEqualTo(rows(Path.of("RESULTS.md")));
        assertThat(rows)
                .extracting(row -> row.substring(row.indexOf('`') + 1, row.lastIndexOf('`')))
                .containsExactlyElementsOf(SHOWN.stream().map(Measure::label).toList());
    }
}
