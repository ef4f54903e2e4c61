package org.pastecluster.samples.board;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that is waited for by what it says. */
final class Program {

    private static final long LONGEST_SECONDS = 90;
    /** More than the scripts give to what they have started. */
    private static final long MOST_SECONDS_TO_END = 25;

    private static final String END = "-- the end of its output --";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = new ArrayList<>();

    Program(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        Thread reader = new Thread(() -> {
            try (var output = process.inputReader()) {
                output.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                // As its end.
            }
            lines.add(END);
        });
        reader.setDaemon(true);
        reader.start();
    }

    /** The next line that fits; fails with all that was said when the program ends before. */
    String await(Predicate<String> fits) throws InterruptedException {
        while (true) {
            String line = lines.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError((line == null ? "Nothing further was said" : "The program ended") + " after:\n"
                        + String.join("\n", said));
            }
            said.add(line);
            if (fits.test(line)) {
                return line;
            }
        }
    }

    String awaitPrefix(String prefix) throws InterruptedException {
        return await(line -> line.startsWith(prefix)).substring(prefix.length());
    }

    List<String> said() {
        return said;
    }

    void tell(String line) throws IOException {
        Writer input = process.outputWriter();
        input.write(line + "\n");
        input.flush();
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    void end() throws InterruptedException {
        List<ProcessHandle> started = descendants();
        process.destroy();
        if (!process.waitFor(MOST_SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
