package org.pastecluster.delivery;

/** How many bytes of received messages a node may hold, all senders together. */
public interface Budget {

    /** Whether there is room for so many; they are taken then. */
    boolean take(int bytes);

    void give(long bytes);
}
