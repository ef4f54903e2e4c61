package org.pastecluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.HostileEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;

/** What fails a campaign in which no node broke a promise, as far as nodes tell. */
class OutcomeTest {

    private static final String SECRET = "the-secret-of-this-campaign";
    private static final String TARGET = "http://10.77.0.1:8080";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @BeforeEach
    void bed() {
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED)) {
            bed.write(new BedEntry.Began(1, 1, "KILL", List.of(1), ""));
            bed.write(new BedEntry.Over(2, 1));
            bed.write(new BedEntry.Calm(3, 1));
            bed.write(new BedEntry.Agreed(4, 1));
            bed.write(new BedEntry.End(100));
        }
    }

    private boolean isWell() {
        return new Outcome(ChaosOptions.read(new String[0]), out).ofRun(directory, SECRET, List.of());
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void hostile(HostileEntry... entries) {
        try (var journal = new Journal<>(directory.resolve("hostile.journal"), Lines.HOSTILE)) {
            for (HostileEntry entry : entries) {
                journal.write(entry);
            }
        }
    }

    @Test
    void nothing_does_of_which_nobody_has_to_tell() throws IOException {
        Files.writeString(directory.resolve("n1.1.log"), "all is well\n");
        hostile(
                new HostileEntry.Volley(10, 20, "Flood", TARGET, 12, List.of("401:10", "peer-200:2")),
                new HostileEntry.Volley(30, 40, "GarbageFrames", TARGET, 20, List.of("101:10", "ended:10")),
                new HostileEntry.PeerWaited(40, "Flood", TARGET, 5));

        assertThat(isWell()).as(printed()).isTrue();
        assertThat(Chaos.run(new String[] {"--judge", directory.toString()}, out, out))
                .isZero();
    }

    @Test
    void an_answer_that_no_node_should_give_does() {
        hostile(new HostileEntry.Unexpected(20, "Garbage", TARGET, "a forged one was answered 200"));

        assertThat(isWell()).isFalse();
        assertThat(printed()).contains("P8: somebody hostile saw ", "a forged one was answered 200");
        assertThat(Chaos.run(new String[] {"--judge", directory.toString()}, out, out))
                .isEqualTo(1);
    }

    @Test
    void a_peer_without_an_answer_in_a_calm_does() {
        hostile(new HostileEntry.Volley(10, 20, "Flood", TARGET, 12, List.of("401:10", "peer-silent:2")));

        assertThat(isWell()).isFalse();
        assertThat(printed()).contains("P8: a peer behind the address of somebody hostile had no answer");
    }

    @Test
    void a_link_that_goes_on_after_garbage_in_a_calm_does() {
        hostile(new HostileEntry.Volley(10, 20, "GarbageFrames", TARGET, 20, List.of("101:10", "silent:10")));

        assertThat(isWell()).isFalse();
        assertThat(printed()).contains("P8: a link did not end though garbage came on it");
    }

    @Test
    void a_secret_in_any_of_its_files_does() throws IOException {
        Path log = Files.writeString(directory.resolve("n1.1.log"), "12 WARN x - " + SECRET + "\n");

        assertThat(isWell()).isFalse();
        assertThat(printed()).contains("P8: " + log + " has the secret in plain text at byte 12.");
    }

    @Test
    void the_secret_of_a_stranger_does_too() throws IOException {
        Files.createDirectories(directory.resolve("n2.1.tomcat"));
        Path log = Files.writeString(directory.resolve("n2.1.tomcat/log"), ChaosWorld.OTHER_SECRET);

        assertThat(isWell()).isFalse();
        assertThat(printed()).contains("P8: " + log + " has the secret in plain text at byte 0.");
    }

    @Test
    void what_is_known_from_elsewhere_does() {
        Outcome outcome = new Outcome(ChaosOptions.read(new String[0]), out);

        assertThat(outcome.of(directory, List.of("Process n1.1 ended though nobody told it to.")))
                .isFalse();
        assertThat(printed()).contains("Process n1.1 ended though nobody told it to.");
    }
}
