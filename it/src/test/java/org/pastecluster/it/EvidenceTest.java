package org.pastecluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.it.fault.FaultKind;

/** What the README says of faults is what it/RESULTS.md says, and that was printed by a campaign. */
class EvidenceTest {

    @TempDir
    private Path home;

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

    @Test
    void what_a_campaign_printed_takes_the_place_of_older_tables_and_nothing_else() throws Exception {
        Path log = Files.writeString(home.resolve("log"), """
                round 1: KILL

                | promise | looked at | broken | not to be judged |
                |---|---|---|---|
                | P1 | 12,345 | 0 |  |

                | `KILL_LEADER` | 7 | 6 | 55 | 66 | 777 | 0 | 0 |
                | `all` | 8 | 6 | 55 | 66 | 888 | 0 | 0 |
                chaos: 1.0 minutes, 8 faults
                """);
        for (String document : List.of("it/evidence", "it/RESULTS.md", "README.md", "README.zh-CN.md")) {
            Files.createDirectories(home.resolve(document).getParent());
            Files.copy(Path.of("..", document), home.resolve(document));
        }

        assertThat(printed(0, log.toString())).isEmpty();

        List<String> results = Files.readAllLines(home.resolve("it/RESULTS.md"));
        assertThat(results).contains("`chaos: 1.0 minutes, 8 faults`", "## Everything", "## .NET nodes");
        assertThat(results.subList(results.indexOf("## What was judged"), results.indexOf("## .NET nodes")))
                .filteredOn(line -> line.startsWith("| P"))
                .containsExactly("| P1 | 12,345 | 0 |  |");
        for (String document : List.of("it/RESULTS.md", "README.md", "README.zh-CN.md")) {
            assertThat(rows(home.resolve(document)))
                    .as(document)
                    .containsExactly(
                            "| `KILL_LEADER` | 7 | 6 | 55 | 66 | 777 | 0 | 0 |",
                            "| `all` | 8 | 6 | 55 | 66 | 888 | 0 | 0 |");
        }
        List<String> before = Files.readAllLines(Path.of("../README.md"));
        List<String> after = Files.readAllLines(home.resolve("README.md"));
        assertThat(before)
                .filteredOn(line -> !line.startsWith("| `"))
                .isEqualTo(
                        after.stream().filter(line -> !line.startsWith("| `")).toList());
    }

    @Test
    void what_is_no_campaigns_log_changes_nothing() throws Exception {
        Files.createDirectories(home.resolve("it"));
        Files.copy(Path.of("evidence"), home.resolve("it/evidence"));
        Path log = Files.writeString(home.resolve("log"), "nothing\n");

        assertThat(printed(2, log.toString()))
                .isEqualTo(log + " has no line that begins with 'chaos: ', with which every campaign ends.\n");
        assertThat(printed(2, "/nowhere")).startsWith("it/evidence LOG: ");
    }

    private String printed(int status, String log) throws Exception {
        Process process = new ProcessBuilder(home.resolve("it/evidence").toString(), log)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(status);
        return printed;
    }
}
