package org.pastecluster.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotNetProgramTest {

    @TempDir
    private Path directory;

    private Path program() throws IOException {
        Path program =
                Files.createDirectories(directory.resolve("shared/dotnet")).resolve("pastecluster-dotnet");
        assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();
        return program;
    }

    @Test
    void it_is_seen_from_where_it_was_built_whatever_directory_somebody_is_in() throws Exception {
        Path program = program();
        Path elsewhere = Files.createDirectories(directory.resolve("a/b"));
        Path target = Files.createDirectories(directory.resolve("main/it/target"));

        assertThat(DotNetProgram.find(null, elsewhere.getRoot(), target))
                .get()
                .extracting(DotNetProgram::path)
                .isEqualTo(program);
        assertThat(DotNetProgram.find(" ", elsewhere.getRoot())).isEmpty();
    }

    @Test
    void a_name_for_which_there_is_no_program_is_told_and_nothing_else_is_taken() throws Exception {
        Path target = program().resolveSibling("target");
        String named = directory.resolve("none").toString();

        assertThat(DotNetProgram.find(named, target)).isEmpty();
        assertThat(DotNetProgram.find(directory.toString(), target)).isEmpty();
        assertThat(DotNetProgram.missing(named))
                .isEqualTo("PASTECLUSTER_DOTNET is '" + named
                        + "', where no program is that can be run; write its path, or leave it out."
                        + " CONTRIBUTING.md says what it has to be");
        assertThat(DotNetProgram.missing(null)).contains("neither named by PASTECLUSTER_DOTNET nor at ../shared");
    }
}
