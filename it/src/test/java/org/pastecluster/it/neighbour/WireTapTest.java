package org.pastecluster.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NeighbourEntry.Asked;

class WireTapTest {

    private static final String ONE = "http://10.77.0.6:8080";
    private static final String TWO = "http://10.77.0.7:8080";
    private static final String JAVA = "http://10.77.0.1:8080";

    @TempDir
    private Path directory;

    private static String line(String path, String from) {
        return "{\"to\": \"" + ONE + "\", \"path\": \"/api/cluster/" + path
                + "\", \"headers\": {\"slovetoken\": \"t\", \"fromnode\": \"" + from + "\"}, \"body\": \"\"}\n";
    }

    @Test
    @SuppressWarnings("try")
    void it_counts_what_net_nodes_ask_and_neither_what_others_do_nor_messages() throws Exception {
        Path pipe = directory.resolve("n6.wire");
        Path file = directory.resolve("neighbours.journal");
        String lines = line("ask", TWO) + line("health", JAVA) + line("msg", TWO);
        int written = 0;
        try (var journal = new Journal<>(file, Lines.NEIGHBOURS);
                var tap = new WireTap(pipe, ONE, List.of(ONE, TWO), journal)) {
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (Files.size(file) == 0 && System.nanoTime() < limit) {
                // As .NET nodes do, which open it for each exchange.
                Files.writeString(pipe, lines, StandardOpenOption.WRITE);
                written++;
            }
        }

        List<NeighbourEntry> counts = Journal.read(file, Lines.NEIGHBOURS);
        assertThat(counts)
                .isNotEmpty()
                .allMatch(entry -> entry instanceof Asked asked && asked.host().equals(ONE));
        assertThat(counts.stream().mapToInt(entry -> ((Asked) entry).requests()).sum())
                .as("of %d, of which the last may not have been read", written)
                .isBetween(written / 2, written);
        assertThat(pipe).doesNotExist();
    }

    @Test
    void a_pipe_does_not_outlive_who_is_interrupted_while_reading_it() throws Exception {
        Process bed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bed.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try (var said = bed.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("reads");
            assertThat(directory.resolve("n6.wire")).exists();
            // SIGTERM
            bed.destroy();
            assertThat(bed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            bed.destroyForcibly().waitFor();
        }
        assertThat(directory.resolve("n6.wire")).doesNotExist();
    }

    /** Reads a pipe until it is ended. */
    static final class Bed {

        private Bed() {}

        public static void main(String... arguments) throws InterruptedException {
            Path directory = Path.of(arguments[0]);
            var journal = new Journal<>(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS);
            var unused = new WireTap(directory.resolve("n6.wire"), ONE, List.of(ONE), journal);
            System.out.println("reads");
            new CountDownLatch(1).await();
        }
    }
}
