package org.pastecluster.it.judge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * What a process said on standard error: lines with the monotonic time before them. A line without one, as the JVM itself writes, has the time of the one before.
 */
final class Logs {

    private Logs() {}

    /** Gives all lines of a process' log, with their times relative to the campaign's start; none if there is no log. */
    static void each(Campaign campaign, Run run, BiConsumer<Long, String> taker) {
        Path path = campaign.directory().resolve(run.id() + ".log");
        if (!Files.exists(path)) {
            return;
        }
        long at = run.startedAt() == Run.NEVER ? 0 : run.startedAt();
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(path), decoder))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int blank = stamp(line);
                if (blank > 0) {
                    at = Long.parseLong(line.substring(0, blank)) - campaign.start();
                }
                taker.accept(at, blank > 0 ? line.substring(blank + 1) : line);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The log " + path + " cannot be read.", failure);
        }
    }

    /** Where the blank behind the stamp is; 0 if there is no stamp. */
    private static int stamp(String line) {
        int blank = line.indexOf(' ');
        boolean digits =
                blank > 5 && blank < 19 && line.chars().limit(blank).allMatch(each -> each >= '0' && each <= '9');
        return digits ? blank : 0;
    }

    /** Whether a line begins a warning or an error; those of stack traces do not. */
    static boolean isWarning(String line) {
        return line.contains(" WARN ")
                || line.contains(" ERROR ")
                || line.startsWith("WARNING: ")
                || line.startsWith("SEVERE: ");
    }
}
