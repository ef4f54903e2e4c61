package org.pastecluster.spring.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One rolling restart of three processes behind a real nginx, with a real PostgreSQL. */
class RollingRestartTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void leadership_moves_only_from_leaders_that_stop_no_job_overlaps_no_message_is_lost_and_no_visit_fails()
            throws Exception {
        Optional<Path> nginx = FrontDoor.program();
        assumeTrue(nginx.isPresent(), "skipped: no nginx on the PATH");
        Path project = Path.of("src/main/project").toAbsolutePath();

        Report report = Trial.roll(
                Shop.compiled(project, folder),
                project,
                folder,
                1,
                nginx.orElseThrow(),
                List.of("--shop.longest-job=500"),
                false);

        System.out.println(report);
        assertThat(report.faults()).as(report::toString).isEmpty();
    }
}
