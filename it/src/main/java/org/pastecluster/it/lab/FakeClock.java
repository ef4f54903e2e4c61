package org.pastecluster.it.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wall clock of one node, which can be set while it runs; its monotonic clock and its waits are the machine's. Outlives the node's processes. */
public final class FakeClock {

    /** What the library makes for each process, and leaves there where that one is killed; it would stop a later process of the same number. */
    private static final Path SHARED = Path.of("/dev/shm");

    private static final Pattern LEFT = Pattern.compile("(?:sem\\.faketime_sem_|faketime_shm_)(\\d{1,18})");

    private final Path file;

    /** A clock that is right; {@code file} is made. */
    public FakeClock(Path file) {
        this.file = file.toAbsolutePath();
        shift(Duration.ZERO);
    }

    /** What a process needs in its environment to go by it. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                Tools.faketime()
                        .orElseThrow(() -> new LabFailure("There is no libfaketimeMT.so.1."))
                        .toString(),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Without it timed waits return at once where the monotonic clock is left alone.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                // It reads the file once a second: at every reading of the clock would cost a node one more percent of
                // a core for each 200 waits a second.
                "FAKETIME_CACHE_DURATION",
                "1");
    }

    /** It is that much ahead of the machine's, or behind it, to the second; within a second a running process goes by that. */
    public void shift(Duration ahead) {
        try {
            // Replaced, so that nobody reads half a line.
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + "s\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("The clock " + file + " cannot be set.", failure);
        }
    }

    /** Removes what the library left of processes that have ended. */
    static void tidy() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SHARED, "*faketime_*")) {
            for (Path left : files) {
                Matcher name = LEFT.matcher(left.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Files.deleteIfExists(left);
                }
            }
        } catch (IOException none) {
            // Another system's library keeps it elsewhere.
        }
    }
}
