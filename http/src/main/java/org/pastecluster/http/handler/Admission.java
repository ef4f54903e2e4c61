package org.pastecluster.http.handler;

import java.util.HashMap;
import java.util.Map;
import org.pastecluster.http.HttpLimits;

/**
 * Counts the requests that are being served, together and by remote address, and the bytes of their bodies. The last quarter
 * of the places is kept for addresses that hold few, so that one address never shuts all others out. Thread-safe.
 */
final class Admission {

    private static final int FEW = 4;

    private final HttpLimits limits;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int total;
    private long heldBytes;

    Admission(HttpLimits limits) {
        this.limits = limits;
    }

    /** Takes a place, if there is one; {@link #leave} gives it back. */
    synchronized boolean enter(String address) {
        int mine = byAddress.getOrDefault(address, 0);
        int open = mine < FEW ? limits.inFlight() : limits.inFlight() - limits.inFlight() / 4;
        if (total >= open || mine >= limits.inFlightPerAddress()) {
            return false;
        }
        total++;
        byAddress.put(address, mine + 1);
        return true;
    }

    synchronized void leave(String address) {
        total--;
        byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Sets memory for a body aside, if there is any; {@link #release} gives it back. */
    synchronized boolean hold(long bytes) {
        if (heldBytes + bytes > limits.heldBytes()) {
            return false;
        }
        heldBytes += bytes;
        return true;
    }

    synchronized void release(long bytes) {
        heldBytes -= bytes;
    }

    synchronized int inFlight() {
        return total;
    }
}
