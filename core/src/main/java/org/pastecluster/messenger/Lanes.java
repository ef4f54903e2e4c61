package org.pastecluster.messenger;

import java.util.BitSet;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.delivery.Receiving;

/** The numbers of lanes: 0 for what is sent without one, then replies, then those that were opened. Used again, and counted on. */
final class Lanes {

    static final int COMMON = 0;
    private static final int FIRST = 2;

    private final BitSet used = new BitSet();

    /** A free one. */
    synchronized int open() {
        int free = used.nextClearBit(FIRST);
        if (free >= Receiving.LANES) {
            throw new ClusterUnavailableException(
                    (Receiving.LANES - FIRST) + " lanes are open; close those that are not used.");
        }
        used.set(free);
        return free;
    }

    synchronized void free(int lane) {
        used.clear(lane);
    }
}
