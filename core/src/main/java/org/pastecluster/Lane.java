package org.pastecluster;

/** A way of its own beside others: what is sent on it waits for nothing that is sent elsewhere. */
public interface Lane extends Sender, AutoCloseable {

    LaneSettings settings();

    /** Gives it back; what was sent gets its verdict all the same. Sending on it afterwards throws. */
    @Override
    void close();
}
