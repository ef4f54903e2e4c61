package org.pastecluster.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The application as a process that runs the code which was written ahead of time. */
class AotTest {

    private static final List<String> SIGNS =
            List.of("AOT-processed", "AOT leads", "AOT was told hello me by the leader", "AOT works");

    /** In seconds; reading from a process cannot be interrupted, only ended with it. */
    private static final long LONGEST = 120;

    @Test
    void what_was_processed_ahead_of_time_leads_works_and_talks() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dspring.aot.enabled=true",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AotApp.class.getName(),
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--pastecluster.secret=correct-horse-battery-staple")
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        CompletableFuture.delayedExecutor(LONGEST, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Set<String> missing = new HashSet<>(SIGNS);
            String line = lines.readLine();
            while (line != null && !missing.isEmpty()) {
                said.add(line);
                missing.removeIf(line::contains);
                line = missing.isEmpty() ? line : lines.readLine();
            }
            assertThat(missing).as(() -> String.join("\n", said)).isEmpty();
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
