package org.pastecluster.http;

import org.pastecluster.ClusterConfigurationException;

/**
 * How much others can make a node hold. What is over a limit is turned away with a status, before it is read or parsed.
 *
 * @param bodyBytes largest body of a request or an answer; 1 MiB. Else 413
 * @param jsonDepth how many objects and arrays may lie inside each other; 32. Else 400
 * @param headerBytes largest value of a header that is read, and of the query; 2 KiB. Else 431
 * @param inFlight requests that are being served at a time; 1,024. A quarter is for requests that wait, mostly for their bodies, and whose sender has not
 *     shown yet that it holds the secret; when that is full, the longest-standing one of the address with most of them is answered 429. What a thread of the web server
 *     has in hand comes on top
 * @param inFlightPerPeer requests at a time from one peer that has shown it; 256. Else 429. The last quarter of what peers share is kept for those with
 *     few
 * @param heldBytes bytes of bodies that are held at a time, before they are parsed; 32 MiB. Else 503. A quarter is kept for the first bytes of each, 8 KiB
 * @param connectionsPerPeer connections to one node at a time; 8
 * @param waitingPerPeer calls to one node that may wait for a connection; 256. One more fails at once
 */
public record HttpLimits(
        int bodyBytes,
        int jsonDepth,
        int headerBytes,
        int inFlight,
        int inFlightPerPeer,
        int heldBytes,
        int connectionsPerPeer,
        int waitingPerPeer) {

    /** The defaults. */
    public static final HttpLimits DEFAULT = new HttpLimits(1 << 20, 32, 2048, 1024, 256, 32 << 20, 8, 256);

    public HttpLimits {
        atLeast("bodyBytes", bodyBytes, 1024);
        atLeast("jsonDepth", jsonDepth, 12);
        atLeast("headerBytes", headerBytes, 256);
        atLeast("inFlight", inFlight, 4);
        atLeast("inFlightPerPeer", inFlightPerPeer, 1);
        atLeast("heldBytes", heldBytes, bodyBytes);
        atLeast("connectionsPerPeer", connectionsPerPeer, 1);
        atLeast("waitingPerPeer", waitingPerPeer, 1);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new ClusterConfigurationException(name + " is " + value + "; write at least " + least + ".");
        }
    }

    public HttpLimits withBodyBytes(int value) {
        return new HttpLimits(
                value,
                jsonDepth,
                headerBytes,
                inFlight,
                inFlightPerPeer,
                Math.max(heldBytes, value),
                connectionsPerPeer,
                waitingPerPeer);
    }

    public HttpLimits withInFlight(int total, int perPeer) {
        return new HttpLimits(
                bodyBytes, jsonDepth, headerBytes, total, perPeer, heldBytes, connectionsPerPeer, waitingPerPeer);
    }

    public HttpLimits withPerPeer(int connections, int waiting) {
        return new HttpLimits(
                bodyBytes, jsonDepth, headerBytes, inFlight, inFlightPerPeer, heldBytes, connections, waiting);
    }
}
