package org.pastecluster;

/** A listener's place at a {@link Cluster}. */
@FunctionalInterface
public interface ListenerRegistration {

    /**
     * Tells the listener nothing more. A call that has begun may still be running when this returns. Calling it again does
     * nothing. Thread-safe.
     */
    void remove();
}
