package org.pastecluster.server.tomcat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Those on which nobody has shown the secret yet, in the order in which they came. Thread-safe. */
final class UnprovenConnections {

    private final Map<String, SocketChannel> byId = new LinkedHashMap<>();

    synchronized void add(String id, SocketChannel connection) {
        byId.put(id, connection);
    }

    /** It has ended, or the secret was shown on it. */
    synchronized void remove(String id) {
        byId.remove(id);
    }

    synchronized int size() {
        return byId.size();
    }

    /**
     * Ends the longest-standing one: nothing more is read of it, so that Tomcat finds its end there. An answer that is under way still goes out.
     *
     * @return false when there is none
     */
    boolean endFirst() {
        SocketChannel first = takeFirst();
        if (first == null) {
            return false;
        }
        try {
            first.shutdownInput();
        } catch (IOException closedMeanwhile) {
            // So there is room.
        }
        return true;
    }

    private synchronized @Nullable SocketChannel takeFirst() {
        Iterator<SocketChannel> inOrder = byId.values().iterator();
        if (!inOrder.hasNext()) {
            return null;
        }
        SocketChannel first = inOrder.next();
        inOrder.remove();
        return first;
    }
}
