package org.pastecluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/chaos} refuses before it makes any network, each with one sentence. */
class ChaosOptionsTest {

    @TempDir
    private Path directory;

    @Test
    void a_promise_that_no_node_breaks_is_named() {
        assertThat(printed(2, "--sabotage", "rain"))
                .isEqualTo("--sabotage is 'rain'; write one of never-yields, handled-twice, lost-line, wall-clock.\n");
    }

    @Test
    void who_is_hostile_does_not_meet_dotnet_nodes() {
        assertThat(printed(2, "--only", "HOSTILE", "--dotnet", "2"))
                .isEqualTo("--only HOSTILE needs signed requests, which .NET nodes don't have; leave --dotnet out.\n");
    }

    @Test
    void a_file_for_figures_that_cannot_be_written_is_named_at_the_start() {
        assertThat(printed(2, "--json", "/nowhere/x"))
                .startsWith("--json is '/nowhere/x', which can't be written: ")
                .hasLineCount(1);
    }

    @Test
    void a_directory_in_which_no_campaign_was_is_named() {
        assertThat(printed(2, "--judge", "/nowhere"))
                .startsWith("--judge is '/nowhere', and no campaign left anything there")
                .hasLineCount(1);
    }

    @Test
    void a_broken_line_of_a_journal_is_quoted() throws IOException {
        Files.writeString(directory.resolve("bed.journal"), "rubbish\n");

        assertThat(printed(1, "--judge", directory.toString()))
                .startsWith(directory + " can't be judged: ")
                .contains("'rubbish'")
                .hasLineCount(1);
    }

    private static String printed(int wanted, String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(Chaos.run(arguments, out, out)).isEqualTo(wanted);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
