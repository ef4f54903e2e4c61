package org.pastecluster.samples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code samples/plain-java/run} starts, as a newcomer sees it. */
@Timeout(60)
class RunTest {

    private static final String END = "-- the end of its output --";

    @Test
    void two_nodes_agree_on_a_leader_whose_greeting_arrives_and_end_with_the_script() throws Exception {
        int one = freePort();
        int two = freePort();
        ProcessBuilder builder = new ProcessBuilder("./run", "" + one, "" + two).redirectErrorStream(true);
        builder.environment().put("SAMPLE_CLASSES", classPath());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process script = builder.start();
        BlockingQueue<String> lines = linesOf(script);
        List<String> said = new ArrayList<>();
        List<ProcessHandle> nodes;
        try {
            String line;
            do {
                line = lines.take();
                said.add(line);
            } while (!line.contains("was greeted") && !line.equals(END));
        } finally {
            nodes = script.descendants().toList();
            script.destroy();
        }

        assertThat(script.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .filteredOn(each -> each.contains(" leads, with token "))
                .hasSize(1);
        String line = said.stream()
                .filter(each -> each.contains(" leads, with token "))
                .findFirst()
                .orElseThrow();
        String leader = line.substring(0, line.indexOf(' '));
        assertThat(said).anyMatch(each -> each.endsWith("knows that " + leader + " leads"));
        assertThat(said).anyMatch(each -> each.endsWith("was greeted: good day from " + leader));
        assertThat(nodes).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    /** Read by a thread of its own: who reads from a process cannot be interrupted, who waits at a queue can. */
    private static BlockingQueue<String> linesOf(Process process) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                // As its end.
            }
            lines.add(END);
        });
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String classPath() {
        String ofSurefire = System.getProperty("surefire.test.class.path");
        return ofSurefire == null ? System.getProperty("java.class.path") : ofSurefire;
    }
}
