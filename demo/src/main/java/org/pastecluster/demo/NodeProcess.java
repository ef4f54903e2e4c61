package org.pastecluster.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One node as a process, whose lines go to the board. Thread-safe. */
final class NodeProcess {

    private static final long LONGEST_END_SECONDS = 10;

    private final String host;
    private final Board board;
    private final Path samples;
    private final Path errors;
    private final Process process;
    private final Thread reader;
    private volatile boolean mayEnd;

    private NodeProcess(String host, Board board, Path samples, Path errors, Process process, long startedNanos) {
        this.host = host;
        this.board = board;
        this.samples = samples;
        this.errors = errors;
        this.process = process;
        this.reader = new Thread(() -> read(startedNanos), "demo-reader");
        reader.setDaemon(true);
    }

    /**
     * @param command the program and its options, but for those that belong to one process
     * @param environment variables that it gets besides those of this process
     * @param files directory and beginning of the names of its files
     */
    static NodeProcess start(
            String host, List<String> command, Map<String, String> environment, Path files, Board board) {
        Path samples = Path.of(files + ".samples");
        Path errors = Path.of(files + ".errors");
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("--host", host, "--sample", samples.toString()));
        ProcessBuilder builder = new ProcessBuilder(whole).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        board.starting(host);
        long before = System.nanoTime();
        try {
            NodeProcess node = new NodeProcess(host, board, samples, errors, builder.start(), before);
            node.reader.start();
            return node;
        } catch (IOException cannotStart) {
            throw new DemoFailure(
                    "The program of a node, " + command.get(0) + ", cannot be started: " + cannotStart.getMessage());
        }
    }

    private void read(long startedNanos) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                NodeLine heard = NodeLine.read(line);
                if (heard.mainNanos() != 0 && (heard.mainNanos() < startedNanos || heard.nanos() > System.nanoTime())) {
                    board.fail(
                            "The processes of this machine do not share a monotonic clock: nothing can be measured.");
                }
                board.heard(host, heard);
            }
        } catch (IOException | UncheckedIOException ended) {
            // As the end of its output.
        } catch (DemoFailure unreadable) {
            board.fail(String.valueOf(unreadable.getMessage()));
        }
        if (!mayEnd) {
            board.enter(host, Phase.ENDED);
            board.fail("The node " + host + " ended by itself." + lastErrors());
        }
    }

    private String lastErrors() {
        try {
            List<String> lines = Files.readAllLines(errors);
            return lines.isEmpty() ? "" : " It wrote: " + lines.get(lines.size() - 1);
        } catch (IOException unreadable) {
            return "";
        }
    }

    String host() {
        return host;
    }

    long pid() {
        return process.pid();
    }

    /** The file with the spans in which it believed itself leader. */
    Path samples() {
        return samples;
    }

    /** SIGKILL. Not by {@link Process#destroyForcibly()}, which also closes what the last lines come through. */
    void kill() {
        mayEnd = true;
        process.toHandle().destroyForcibly();
    }

    /** SIGTERM, likewise. */
    void terminate() {
        mayEnd = true;
        process.toHandle().destroy();
    }

    /** SIGSTOP; returns when it was sent. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT; returns when it was sent. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new DemoFailure("The signal " + name + " could not be sent to the process " + pid() + ".");
            }
        } catch (IOException noShell) {
            throw new DemoFailure("There is no sh to send a signal with: " + noShell.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("The demo was ended.");
        }
    }

    /** Waits for its end, and until its last line has been read. */
    int awaitEnd() {
        try {
            reader.join(TimeUnit.SECONDS.toMillis(LONGEST_END_SECONDS));
            if (!reader.isAlive() && process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw new DemoFailure("The node " + host + " did not end within " + LONGEST_END_SECONDS + " s.");
    }
}
