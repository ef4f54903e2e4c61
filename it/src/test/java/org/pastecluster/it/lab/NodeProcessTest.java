package org.pastecluster.it.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProcessTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @BeforeEach
    void needsLinux() {
        assumeTrue(Tools.find("setpriv").isPresent(), "skipped: no setpriv on the PATH");
    }

    private NodeProcess start(String... command) {
        return NodeProcess.start(
                "p", List.of(command), Map.of("GREETING", "hello"), directory.resolve("log"), line -> {});
    }

    @Test
    void a_line_that_begins_so_is_heard_and_all_else_is_logged() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        String script = "echo plain; echo \"@up $GREETING\"; echo error >&2; read line; echo \"@told $line\"";
        NodeProcess process = NodeProcess.start(
                "p", List.of("sh", "-c", script), Map.of("GREETING", "hello"), directory.resolve("log"), heard::add);

        assertThat(process.await("up", LONG)).contains("up hello");
        assertThat(process.ask("something", "told", LONG)).contains("told something");
        assertThat(process.awaitEnd(LONG)).isTrue();

        assertThat(heard).containsExactly("up hello", "told something");
        assertThat(Files.readAllLines(directory.resolve("log"))).containsExactlyInAnyOrder("plain", "error");
    }

    @Test
    void settings_of_somebodys_own_node_reach_no_program() {
        Map<String, String> environment =
                new HashMap<>(Map.of("PASTECLUSTER_PORT", "9", "CHAOS_SABOTAGE", "lost-line", "PATH", "/bin"));

        NodeProcess.forgetSettings(environment);

        assertThat(environment).containsOnly(Map.entry("PATH", "/bin"));
    }

    @Test
    void who_has_ended_answers_nothing_and_is_told_nothing() {
        NodeProcess process = start("true");

        assertThat(process.awaitEnd(LONG)).isTrue();

        assertThat(process.ask("anything", "word", LONG)).isEmpty();
        assertThat(process.await("up", LONG)).isEmpty();
        process.stop();
        process.kill();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void signals_reach_the_program_itself() throws IOException {
        NodeProcess process =
                start("sh", "-c", "trap 'echo @terminated; exit' TERM; echo @pid $$; while :; do read x; done");
        assertThat(process.await("pid", LONG)).contains("pid " + process.pid());

        process.stop();
        assertThat(state(process.pid())).isEqualTo("T");
        process.resume();
        assertThat(state(process.pid())).isIn("R", "S");
        process.terminate();

        process.say("so that it reads on");
        assertThat(process.await("terminated", LONG)).isPresent();
        assertThat(process.awaitEnd(LONG)).isTrue();
    }

    private static String state(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/stat"))
                .replaceAll("^.*\\) ", "")
                .substring(0, 1);
    }

    @Test
    void a_stopped_program_is_killed_all_the_same() {
        NodeProcess process = start("cat");

        process.stop();
        process.kill();

        assertThat(process.awaitEnd(LONG)).isTrue();
    }

    @Test
    void what_cannot_be_started_is_named() {
        assertThatExceptionOfType(LabFailure.class)
                .isThrownBy(() -> new Spawned().start())
                .withMessageContaining("/nowhere/program");
    }

    private static final class Spawned {
        void start() {
            var unused = Spawner.start(new ProcessBuilder("/nowhere/program"));
        }
    }

    /** A bed that was killed leaves nobody behind, not even who cannot hear that his input ended. */
    @Test
    void a_stopped_program_ends_with_the_process_that_started_it() throws Exception {
        Process bed = new ProcessBuilder(Lab.java(
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), BedMain.class.getName(), List.of()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle stopped;
        try (BufferedReader lines = bed.inputReader()) {
            stopped = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
        }

        bed.destroyForcibly();

        stopped.onExit().get(LONG.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starts a program, stops it, and says its number. */
    static final class BedMain {
        public static void main(String[] arguments) throws InterruptedException {
            NodeProcess process = NodeProcess.start("p", List.of("cat"), Map.of(), Path.of("/dev/null"), line -> {});
            process.stop();
            System.out.println(process.pid());
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }
}
