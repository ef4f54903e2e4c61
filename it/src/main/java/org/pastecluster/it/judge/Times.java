package org.pastecluster.it.judge;

import java.util.Locale;

/** How times are written for people. */
final class Times {

    private static final double NANOS = 1e9;

    private Times() {}

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / NANOS);
    }

    static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
