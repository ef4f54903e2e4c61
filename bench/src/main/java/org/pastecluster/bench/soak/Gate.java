package org.pastecluster.bench.soak;

import java.util.concurrent.TimeUnit;

/** Where senders wait while nothing shall be sent; knows how many are about to send. Closed at first. Thread-safe. */
final class Gate {

    private boolean isOpen;
    private int inside;

    synchronized void open() {
        isOpen = true;
        notifyAll();
    }

    synchronized void close() {
        isOpen = false;
        notifyAll();
    }

    /** Waits until it is open, and goes in. */
    synchronized void enter() throws InterruptedException {
        while (!isOpen) {
            wait();
        }
        inside++;
    }

    synchronized void leave() {
        inside--;
    }

    /** How many went in and have not left. */
    synchronized int inside() {
        return inside;
    }

    /** Lets so much time pass, or less if the gate is closed or opened meanwhile. */
    synchronized void rest(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.timedWait(this, millis);
    }
}
