package org.pastecluster.bench.soak;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was thrown, and where, in one line: the harness tells the last line that a node wrote. */
final class Trace {

    private static final int FRAMES = 8;

    private Trace() {}

    static String of(@Nullable Throwable thrown) {
        return thrown == null
                ? "nothing"
                : Arrays.stream(thrown.getStackTrace())
                        .limit(FRAMES)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" < ", thrown + " at ", ""));
    }
}
