package org.pastecluster.http.handler;

import java.util.HashMap;
import java.util.Map;
import org.pastecluster.http.HttpLimits;

/**
 * Counts the requests that are being served, and the bytes of bodies that are held for them, together and by remote address. The
 * last quarter of both is kept for addresses that hold little, so that one address never shuts all others out. Thread-safe.
 */
final class Admission {

    private static final int FEW = 4;
    private static final int FEW_BYTES = 256 << 10;

    private static final class Share {
        private int requests;
        private long bytes;
    }

    private final HttpLimits limits;
    private final Map<String, Share> byAddress = new HashMap<>();
    private int total;
    private long heldBytes;

    Admission(HttpLimits limits) {
        this.limits = limits;
    }

    /** Takes a place, if there is one; {@link #leave} gives it back. */
    synchronized boolean enter(String address) {
        Share share = byAddress.get(address);
        int mine = share == null ? 0 : share.requests;
        int open = mine < FEW ? limits.inFlight() : limits.inFlight() - limits.inFlight() / 4;
        if (total >= open || mine >= limits.inFlightPerAddress()) {
            return false;
        }
        total++;
        byAddress.computeIfAbsent(address, key -> new Share()).requests++;
        return true;
    }

    synchronized void leave(String address) {
        total--;
        Share share = byAddress.get(address);
        if (share != null) {
            share.requests--;
            forgetIfEmpty(address, share);
        }
    }

    /** Sets memory for a body aside, for an address that has a place; {@link #release} gives it back. */
    synchronized boolean hold(String address, int bytes) {
        Share share = byAddress.get(address);
        long mine = bytes + (share == null ? 0 : share.bytes);
        int open = mine <= FEW_BYTES ? limits.heldBytes() : limits.heldBytes() - limits.heldBytes() / 4;
        if (share == null || heldBytes + bytes > open) {
            return false;
        }
        heldBytes += bytes;
        share.bytes = mine;
        return true;
    }

    synchronized void release(String address, int bytes) {
        heldBytes -= bytes;
        Share share = byAddress.get(address);
        if (share != null) {
            share.bytes -= bytes;
            forgetIfEmpty(address, share);
        }
    }

    private void forgetIfEmpty(String address, Share share) {
        if (share.requests == 0 && share.bytes == 0) {
            byAddress.remove(address);
        }
    }

    synchronized int inFlight() {
        return total;
    }
}
