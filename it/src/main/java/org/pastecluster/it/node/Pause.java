package org.pastecluster.it.node;

import java.util.concurrent.locks.LockSupport;

/** Waiting for a moment, which is what nodes of the bed do on purpose. */
final class Pause {

    private Pause() {}

    /** Until a reading of {@link System#nanoTime()}, also when the thread is interrupted. */
    static void until(long end) {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            var unused = Thread.interrupted();
            LockSupport.parkNanos(left);
        }
    }

    static void millis(long millis) {
        until(System.nanoTime() + millis * 1_000_000);
    }
}
