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
        Result result = result(command);
        return result.status() == 0 ? "" : result.trouble();
    }

    /** What it writes; empty unless it ends with 0. */
    static String output(String... command) {
        Result result = result(command);
        return result.status() == 0 ? result.output() : "";
    }

    private record Result(int status, String output) {
        String trouble() {
            return status < 0 ? output : "ended with " + status + " and wrote '" + output + "'";
        }
    }

    private static Result result(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Result(process.waitFor(), output);
        } catch (IOException cannotRun) {
            return new Result(-1, String.valueOf(cannotRun.getMessage()));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("The bench was ended.");
        }
    }
}
