package org.pastecluster.spi;

import java.time.Duration;
import org.pastecluster.Verdict;

/** Drops what others' code throws: a figure less is better than a node less. */
record GuardedMeasurements(Measurements inner) implements Measurements {

    private static void guard(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException | LinkageError dropped) {
            // Whoever measures can be told in no other way than by a missing figure.
        }
    }

    @Override
    public void begin(Readings readings) {
        guard(() -> inner.begin(readings));
    }

    @Override
    public void heartbeatAnswered(Duration roundTrip) {
        guard(() -> inner.heartbeatAnswered(roundTrip));
    }

    @Override
    public void heartbeatMissed() {
        guard(inner::heartbeatMissed);
    }

    @Override
    public void paused(Duration lateness) {
        guard(() -> inner.paused(lateness));
    }

    @Override
    public void elected(Election cause) {
        guard(() -> inner.elected(cause));
    }

    @Override
    public void verdictAfter(Duration wait, Verdict verdict) {
        guard(() -> inner.verdictAfter(wait, verdict));
    }

    @Override
    public void requestRejected(Rejection reason) {
        guard(() -> inner.requestRejected(reason));
    }
}
