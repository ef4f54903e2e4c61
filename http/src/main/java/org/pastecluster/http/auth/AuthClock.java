package org.pastecluster.http.auth;

import org.pastecluster.spi.TimeSource;

/**
 * The clock that signed requests carry: milliseconds on this process's monotonic clock. It begins near the epoch time of its
 * start, but only its differences mean anything, so that clocks that are wrong or jump shut nobody out. Thread-safe.
 */
public final class AuthClock {

    private final TimeSource time;
    private final long startNanos;
    private final long startMillis;

    public AuthClock(TimeSource time) {
        this.time = time;
        this.startNanos = time.nanos();
        this.startMillis = time.wallMillis();
    }

    public long millis() {
        return startMillis + (time.nanos() - startNanos) / 1_000_000;
    }
}
