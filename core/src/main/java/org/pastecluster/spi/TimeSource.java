package org.pastecluster.spi;

/** The clocks that a node reads. */
public interface TimeSource {

    /** The clocks of this machine. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }

    /** Nanoseconds on a clock that never goes back; its origin means nothing. Thread-safe. */
    long nanos();

    /** Epoch milliseconds on the wall clock, which may jump. Thread-safe. */
    long wallMillis();
}
