package org.pastecluster.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.it.node.ChaosNode;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/** A real .NET node beside a node of the bed, without a bed: what is seen of it, messages both ways, and that the judge finds nothing wrong with them. */
class RealNeighbourTest {

    private static final String SECRET = "a-token-of-the-neighbours";
    private static final int MESSAGES = 8;

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process start(String log, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        File file = directory.resolve(log).toFile();
        Process process = builder.redirectOutput(file).start();
        processes.add(process);
        return process;
    }

    private Process java(String log, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        Collections.addAll(command, arguments);
        return start(log, command, Map.of("PASTECLUSTER_SECRET", SECRET, "PASTECLUSTER_AUTH", "token"));
    }

    private static void say(Process process, String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    private <E> void until(String journal, Lines<E> lines, int times, Predicate<E> seen) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Path file = directory.resolve(journal);
        while (!Files.exists(file)
                || Journal.read(file, lines).stream().filter(seen).count() < times) {
            assertThat(System.nanoTime())
                    .as("time, for what has to stand in " + journal)
                    .isLessThan(deadline);
            assertThat(processes.get(0).waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    @SuppressWarnings("try")
    void it_is_started_seen_and_heard_and_has_what_it_is_told_it_has() throws Exception {
        DotNetProgram program = DotNetProgram.find().orElse(null);
        assumeTrue(program != null, "skipped: " + DotNetProgram.missing());
        String java = "http://127.0.0.1:" + freePort();
        String dotNet = "http://127.0.0.1:" + freePort();
        String nodes = java + ",1,1,n1;" + dotNet + ",6,2";
        try (var bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED);
                var seen = new Journal<>(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS);
                var tap = new WireTap(directory.resolve("n6.wire"), dotNet, List.of(dotNet), seen)) {
            bed.write(new BedEntry.Started(System.nanoTime(), new RunId(6, 1)));
            start(
                    "n6.1.log",
                    program.command(dotNet),
                    DotNetProgram.environment(dotNet, nodes, SECRET, directory.resolve("n6.wire")));
            Process watcher = java("observer.log", NeighbourMain.class, "1", "6=" + dotNet, "1", directory.toString());
            Process node = java("n1.1.log", ChaosNode.class, "n1.1", directory.toString(), java, nodes);
            say(watcher, "go");
            say(node, "go");
            until("n1.1.journal", Lines.NODE, MESSAGES, RealNeighbourTest::isDelivered);
            until("n1.1.journal", Lines.NODE, 1, RealNeighbourTest::isFromDotNet);
            until("n1.1.journal", Lines.NODE, 1, entry -> entry instanceof NodeEntry.Cpu used && used.nanos() > 0);
            until("neighbours.journal", Lines.NEIGHBOURS, 1, entry -> entry instanceof NeighbourEntry.Asked);
            say(node, "exit");
            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
            watcher.getOutputStream().close();
            assertThat(watcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
            bed.write(new BedEntry.End(System.nanoTime()));
        } finally {
            for (Process each : processes) {
                each.destroyForcibly().waitFor();
            }
        }
        NeighbourJudge judge = new NeighbourJudge(List.of(java), List.of(dotNet), Duration.ofSeconds(40), 3);
        assertThat(judge.judge(directory)).isEmpty();
        assertThat(judge.figures()).contains("delivered, of which 0 to a process that ended");
        assertThat(Journal.read(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS))
                .anyMatch(entry -> entry instanceof NeighbourEntry.Standing standing
                        && standing.listed().size() == 2)
                .anyMatch(entry -> entry instanceof NeighbourEntry.Said said && said.taken());
    }

    private static boolean isDelivered(NodeEntry entry) {
        return entry instanceof NodeEntry.ToldOf told && told.verdict().equals("DELIVERED");
    }

    private static boolean isFromDotNet(NodeEntry entry) {
        return entry instanceof NodeEntry.Handled handled && handled.lane().equals(NeighbourEntry.LANE);
    }
}
