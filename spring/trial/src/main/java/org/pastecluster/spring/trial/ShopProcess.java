package org.pastecluster.spring.trial;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of the shop, from its start to its end. */
final class ShopProcess {

    /** How it ended. */
    enum End {
        NONE,
        KILLED,
        STOPPED
    }

    final int node;
    final JournalFile journal;
    private final Process process;
    private final long startedAt = System.nanoTime();
    private End end = End.NONE;
    private long toldAt = Long.MAX_VALUE;

    ShopProcess(int node, Path journal, List<String> command) throws IOException {
        this.node = node;
        this.journal = new JournalFile(journal);
        File log = new File(journal + ".log");
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    long startedAt() {
        return startedAt;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    End end() {
        return end;
    }

    /** When it was told to end; {@link Long#MAX_VALUE} while it was not. */
    long toldAt() {
        return toldAt;
    }

    void kill() throws InterruptedException {
        end = End.KILLED;
        toldAt = System.nanoTime();
        process.destroyForcibly();
        process.waitFor();
    }

    /** By SIGTERM; waits for its end. */
    void stop() throws InterruptedException {
        end = End.STOPPED;
        toldAt = System.nanoTime();
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "Node " + node + " does not end, 60 s after SIGTERM; see " + journal.path() + ".log.");
        }
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0 && process.isAlive()) {
            throw new IOException("kill -" + name + " " + process.pid() + " returned " + status);
        }
    }

    /** At the end of the trial, whatever it does. */
    void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
        }
    }
}
