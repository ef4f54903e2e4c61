package org.pastecluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.it.fault.FaultKind;

/** What the README says of faults is what it/RESULTS.md says, and that was printed by a campaign. */
class EvidenceTest {

    private static List<String> rows(Path document) throws IOException {
        String kinds = Arrays.stream(FaultKind.values()).map(FaultKind::name).collect(Collectors.joining("|"));
        try (var lines = Files.lines(document)) {
            return lines.filter(line -> line.matches("\\| `(" + kinds + "|all)`.*"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void the_readme_has_the_rows_of_the_last_campaign(String readme) throws IOException {
        assertThat(rows(Path.of("..", readme)))
                .isEqualTo(rows(Path.of("RESULTS.md")))
                .isNotEmpty()
                .last()
                .asString()
                .matches("\\| `all` .* \\| 0 \\| 0 \\|");
    }
}
