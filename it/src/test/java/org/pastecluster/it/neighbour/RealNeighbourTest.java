package org.pastecluster.it.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.http.AuthMode;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.server.ClusterServer;

/** A real .NET node beside one of this project: what is seen of it, and messages both ways. */
class RealNeighbourTest {

    private static final String SECRET = "a-token-of-the-neighbours";

    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path directory;

    private interface Step {
        boolean done() throws Exception;
    }

    private static void until(String what, Step step) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!step.done()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process watcher(String dotNet) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                NeighbourMain.class.getName(),
                "1",
                "6=" + dotNet,
                "1",
                directory.toString());
        command.environment().put("PASTECLUSTER_SECRET", SECRET);
        return command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    @Test
    void it_is_started_seen_and_heard() throws Exception {
        DotNetProgram program = DotNetProgram.find().orElse(null);
        assumeTrue(program != null, "skipped: " + DotNetProgram.missing());
        String java = "http://127.0.0.1:" + freePort();
        String dotNet = "http://127.0.0.1:" + freePort();
        String nodes = java + ",1,1,n1;" + dotNet + ",6,2,n6";
        ProcessBuilder command = new ProcessBuilder(program.command(dotNet))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("n6.1.log").toFile());
        command.environment().putAll(DotNetProgram.environment(dotNet, nodes, SECRET, directory.resolve("n6.1.wire")));
        Process process = command.start();
        Process watcher = watcher(dotNet);
        try (ClusterServer server = ClusterServer.builder()
                .host(java)
                .nodes(nodes)
                .secret(SECRET)
                .auth(AuthMode.TOKEN)
                .shutdownHook(false)
                .messages(messages -> messages.onOthers(message -> handled.add(message.text())))
                .start()) {
            assertThat(watcher.inputReader().readLine()).isEqualTo("@watches");
            Business business = new Business(HttpClient.newHttpClient(), dotNet, SECRET);
            until(
                    "one leader and two in each list",
                    () -> server.cluster().view().members().size() == 2
                            && business.answers()
                                    .filter(answers -> answers.listed().size() == 2
                                            && answers.master()
                                                    .equals(server.cluster()
                                                            .view()
                                                            .leader()
                                                            .host()))
                                    .isPresent());
            watcher.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
            watcher.getOutputStream().flush();
            until("a message of the .NET node", () -> handled.contains("n6.1 dotnet 1"));
            assertThat(server.cluster()
                            .messages()
                            .send(Target.host(dotNet), Message.text(11, "n1.1 name 1"))
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS)
                            .isDelivered())
                    .isTrue();
            until(
                    "that it is in the inbox",
                    () -> business.inbox()
                            .filter(inbox -> inbox.contains(new Business.Message(11, "n1.1 name 1")))
                            .isPresent());
            watcher.getOutputStream().close();
            assertThat(watcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            watcher.destroyForcibly().waitFor();
            process.destroyForcibly().waitFor();
        }
        List<NeighbourEntry> seen = Journal.read(directory.resolve("neighbours.journal"), Lines.NEIGHBOURS);
        assertThat(seen)
                .anyMatch(entry -> entry instanceof NeighbourEntry.Standing)
                .anyMatch(entry -> entry instanceof NeighbourEntry.Said said && said.taken())
                .anyMatch(entry -> entry instanceof NeighbourEntry.Got got
                        && got.type() == 11
                        && got.body().equals("n1.1 name 1"));
    }
}
