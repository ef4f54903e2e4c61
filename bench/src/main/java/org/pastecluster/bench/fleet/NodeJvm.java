package org.pastecluster.bench.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One node as a process. Thread-safe. */
public final class NodeJvm {

    private final int index;
    private final Board board;
    private final Path errors;
    private final Process process;
    private final Writer commands;
    private final Thread reader;
    private volatile boolean mayEnd;

    private NodeJvm(int index, Board board, Path errors, Process process) {
        this.index = index;
        this.board = board;
        this.errors = errors;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "bench-reader");
        reader.setDaemon(true);
    }

    static NodeJvm start(int index, List<String> command, Path errors, Board board) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            NodeJvm node = new NodeJvm(index, board, errors, process);
            node.reader.start();
            return node;
        } catch (IOException cannotStart) {
            throw new BenchFailure("A node's JVM cannot be started: " + cannotStart.getMessage());
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("@")) {
                    board.heard(index, line.substring(1));
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // As the end of its output.
        }
        if (!mayEnd) {
            board.fail(endedByItself());
        }
    }

    private String lastError() {
        try {
            List<String> lines = Files.readAllLines(errors);
            return lines.isEmpty() ? "" : " It wrote: " + lines.get(lines.size() - 1);
        } catch (IOException unreadable) {
            return "";
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Writes a line to it. */
    synchronized void say(String line) {
        try {
            commands.write(line);
            commands.write('\n');
            commands.flush();
        } catch (IOException ended) {
            board.fail("Node " + index + " takes no more commands: " + ended.getMessage() + lastError());
        }
    }

    /** SIGKILL. */
    public void kill() {
        mayEnd = true;
        process.destroyForcibly();
    }

    /** From now on its end is no failure. */
    public void mayEnd() {
        mayEnd = true;
    }

    /** SIGSTOP; returns when it was sent. */
    public void freeze() {
        signal("-STOP");
    }

    /** SIGCONT; returns when it was sent. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        String trouble = Shell.attempt("kill", name, Long.toString(pid()));
        if (!trouble.isEmpty()) {
            throw new BenchFailure(
                    process.isAlive() ? "kill " + name + " of node " + index + ": " + trouble : endedByItself());
        }
    }

    private String endedByItself() {
        return "Node " + index + " ended by itself." + lastError();
    }

    /** Waits for its end, and until what it said last was heard; whether that came. */
    boolean awaitEnd(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return false;
            }
            reader.join(TimeUnit.SECONDS.toMillis(seconds));
            return !reader.isAlive();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
