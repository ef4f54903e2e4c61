package org.pastecluster.it.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a small program of the system and waits for its end. */
final class Shell {

    /** How it ended, and what it wrote; a status below 0 where it could not be run. */
    record Result(int status, String output) {
        /** What went wrong; empty if nothing did. */
        String trouble() {
            if (status == 0) {
                return "";
            }
            return status < 0 ? output : "ended with " + status + " and wrote '" + output + "'";
        }
    }

    private Shell() {}

    /** Throws a {@link LabFailure} unless it ends with 0. */
    static void run(List<String> command, String input) {
        String trouble = result(command, input).trouble();
        if (!trouble.isEmpty()) {
            throw new LabFailure(String.join(" ", command) + ": " + trouble);
        }
    }

    /** Throws a {@link LabFailure} unless it ends with 0. */
    static void run(String... command) {
        run(List.of(command), "");
    }

    /** Returns what went wrong; empty if nothing did. */
    static String attempt(String... command) {
        return result(List.of(command), "").trouble();
    }

    /** What it writes; empty unless it ends with 0. */
    static String output(String... command) {
        Result result = result(List.of(command), "");
        return result.status() == 0 ? result.output() : "";
    }

    static Result result(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream toIt = process.getOutputStream()) {
                toIt.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException doesNotRead) {
                // How it ends says why.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Result(process.waitFor(), output);
        } catch (IOException cannotRun) {
            return new Result(-1, String.valueOf(cannotRun.getMessage()));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new LabFailure("The bed was ended.");
        }
    }
}
