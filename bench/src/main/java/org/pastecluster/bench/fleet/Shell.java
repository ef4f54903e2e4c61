package org.pastecluster.bench.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a small program of the system. */
final class Shell {

    private Shell() {}

    /** Throws a {@link BenchFailure} unless it ends with 0. */
    static void run(String... command) {
        String trouble = attempt(command);
        if (!trouble.isEmpty()) {
            throw new BenchFailure(String.join(" ", command) + ": " + trouble);
        }
    }

    /** Returns what went wrong; empty if nothing did. */
    static String attempt(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            return status == 0 ? "" : "ended with " + status + " and wrote '" + output + "'";
        } catch (IOException cannotRun) {
            return String.valueOf(cannotRun.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("The bench was ended.");
        }
    }
}
