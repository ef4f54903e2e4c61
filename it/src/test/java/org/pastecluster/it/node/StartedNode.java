package org.pastecluster.it.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.RunId;

/** A node alone, as a process on loopback, and the bed's journal about it. */
final class StartedNode implements AutoCloseable {

    private static final long LIMIT_SECONDS = 60;
    private static final RunId RUN = new RunId(1, 1);

    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;
    private final Journal<BedEntry> bed;
    private final long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);

    StartedNode(Path directory, String sabotage) throws IOException {
        int port = freePort();
        String host = "http://127.0.0.1:" + port;
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosNode.class.getName(),
                RUN.toString(),
                directory.toString(),
                host,
                host + ",1,1,n1");
        builder.environment().put("PASTECLUSTER_SECRET", "a-secret-of-this-test-alone");
        builder.environment().put("CHAOS_SABOTAGE", sabotage);
        builder.redirectError(directory.resolve(RUN + ".log").toFile());
        bed = new Journal<>(directory.resolve("bed.journal"), Lines.BED);
        bed.write(new BedEntry.Started(System.nanoTime(), RUN));
        process = builder.start();
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void write(BedEntry entry) {
        bed.write(entry);
    }

    void say(String command) {
        in.println(command);
    }

    /** Its next answer, without the {@code @}. What it says of its view unasked is none. */
    String hear() {
        try {
            String line = out.readLine();
            while (line != null && line.startsWith("@view ")) {
                line = out.readLine();
            }
            if (line == null || !line.startsWith("@")) {
                throw new AssertionError("The node answered '" + line + "'.");
            }
            return line.substring(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String ask(String question) {
        say(question);
        return hear();
    }

    /** Asks again and again, until the answer is the one wanted. */
    void askUntil(String question, Predicate<String> wanted) {
        for (String answer = ask(question); !wanted.test(answer); answer = ask(question)) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("It still answers '" + answer + "' to '" + question + "'.");
            }
            Pause.millis(20);
        }
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The node does not end.");
        }
        bed.write(new BedEntry.Gone(System.nanoTime(), RUN));
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        bed.close();
    }
}
