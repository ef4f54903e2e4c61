package org.pastecluster.it.lab.inside;

import java.util.concurrent.TimeUnit;

/** How fast one direction flows: late by so much, or not at all. Thread-safe. */
final class Current {

    private long delayNanos;
    private boolean stalled;

    synchronized void delay(long nanos) {
        delayNanos = nanos;
        notifyAll();
    }

    synchronized void stall(boolean stalled) {
        this.stalled = stalled;
        notifyAll();
    }

    /** Returns when what arrived then may go on. */
    synchronized void await(long arrivedNanos) throws InterruptedException {
        while (true) {
            long left = arrivedNanos + delayNanos - System.nanoTime();
            if (stalled) {
                wait();
            } else if (left <= 0) {
                return;
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        }
    }
}
