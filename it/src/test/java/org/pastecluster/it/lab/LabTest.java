package org.pastecluster.it.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.lab.inside.Squatting;

class LabTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void needsNetworks() {
        String trouble = Lab.trouble();
        assumeTrue(trouble.isEmpty(), () -> "skipped: " + trouble);
    }

    private static List<String> networks() {
        return Shell.output("ip", "netns", "list")
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    @Test
    void closing_removes_the_networks_and_who_runs_in_them() {
        List<String> before = networks();
        Lab lab = Lab.make(List.of(1, 101), directory);
        assertThat(networks()).hasSize(before.size() + 3);
        NodeProcess probe = Probe.start(lab, 1, directory.resolve("probe.log"));
        assertThat(new Probe(probe).ask("dial self 10.77.0.1 20000")).isEqualTo("ok");
        assertThat(probe.await("up", Duration.ZERO)).contains("up " + probe.pid());

        lab.close();

        assertThat(probe.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(networks()).isEqualTo(before);
        lab.close();
    }

    @Test
    void networks_of_a_bed_that_was_killed_are_removed_by_the_next() {
        String dead = "pcc123456789012-1-n1";
        Shell.run("ip", "netns", "add", dead);

        Lab.make(List.of(1), directory).close();

        assertThat(networks()).doesNotContain(dead);
    }

    @Test
    void what_a_helper_cannot_do_is_named() {
        try (Lab lab = Lab.make(List.of(1), directory)) {
            NodeProcess probe = Probe.start(lab, 1, directory.resolve("probe.log"));
            assertThat(new Probe(probe).isUp()).isTrue();

            assertThatExceptionOfType(LabFailure.class)
                    .isThrownBy(() -> lab.helper(1).squat(Squatting.SILENT))
                    .withMessage(
                            "The helper of host 1, told 'squat 10.77.0.1:8080 SILENT', says: Address already in use");
        }
    }
}
