package org.pastecluster.server.node;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;

/** The program as a process of its own, from the class path of the tests. */
final class NodeProgram implements AutoCloseable {

    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "node-program");

    NodeProgram(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            // As the end of its output.
        }
    }

    /** Waits for an event. */
    JsonObject await(Predicate<JsonObject> wanted) throws InterruptedException, JsonException {
        while (true) {
            String line = lines.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("The event did not come; there were " + seen);
            }
            seen.add(line);
            if (line.startsWith("{")) {
                JsonObject event = JsonParser.object(line.getBytes(StandardCharsets.UTF_8), 12);
                if (wanted.test(event)) {
                    return event;
                }
            }
        }
    }

    /** Waits for a line that begins so. */
    String awaitLine(String begin) throws InterruptedException {
        while (true) {
            String line = lines.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("The line did not come; there were " + seen);
            }
            seen.add(line);
            if (line.startsWith(begin)) {
                return line;
            }
        }
    }

    /** SIGTERM. Not by {@link Process#destroy()}, which also closes what the last lines come through. */
    void terminate() {
        process.toHandle().destroy();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The program did not end; it printed " + seen + lines);
        }
        return process.exitValue();
    }

    /** What it printed up to its end that was not asked for yet. */
    List<String> rest() throws InterruptedException {
        reader.join(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
        if (reader.isAlive()) {
            throw new AssertionError("The program's output did not end; it printed " + seen + lines);
        }
        List<String> rest = new ArrayList<>();
        lines.drainTo(rest);
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
