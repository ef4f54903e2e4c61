package org.pastecluster.it.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** The wall clock of one node, which can be set while it runs; its monotonic clock and its waits are the machine's. Outlives the node's processes. */
public final class FakeClock {

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
                "FAKETIME_NO_CACHE",
                "1");
    }

    /** From now on it is that much ahead of the machine's, or behind it; to the second. */
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
}
