package org.pastecluster.server.node;

import java.util.concurrent.CompletableFuture;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;

/** Waits for the node's end. */
final class Ending implements ClusterListener {

    private final CompletableFuture<ClusterEvent.Stopped> stopped = new CompletableFuture<>();

    @Override
    public void onEvent(ClusterEvent event) {
        if (event instanceof ClusterEvent.Stopped end) {
            stopped.complete(end);
        }
    }

    /** Waits until the node has stopped, for whatever reason. */
    ClusterEvent.Stopped await() {
        return stopped.join();
    }
}
