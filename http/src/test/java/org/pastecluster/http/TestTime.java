package org.pastecluster.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.pastecluster.spi.TimeSource;

/** Clocks that stand still until they are told to go. */
public final class TestTime implements TimeSource {

    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final AtomicLong wallMillis;

    public TestTime(long wallMillis) {
        this.wallMillis = new AtomicLong(wallMillis);
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wallMillis.addAndGet(time.toMillis());
    }

    public void jumpWallClock(Duration by) {
        wallMillis.addAndGet(by.toMillis());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long wallMillis() {
        return wallMillis.get();
    }
}
