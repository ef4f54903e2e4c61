package org.pastecluster.spring.suite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;

/** Waits for what happens, no longer than a test may take. */
final class Waiting {

    private static final long LONGEST_SECONDS = 60;

    private Waiting() {}

    static <T> T until(CompletionStage<T> happens) throws Exception {
        return happens.toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** The first view of two members who have a leader. */
    static CompletableFuture<ClusterView> viewOfTwo(Cluster cluster) {
        CompletableFuture<ClusterView> seen = new CompletableFuture<>();
        var registration = cluster.addListener(event -> {
            ClusterView view = cluster.view();
            if (event instanceof ClusterEvent.ViewChanged
                    && view.members().size() == 2
                    && view.currentLeader().isPresent()) {
                seen.complete(view);
            }
        });
        return seen.whenComplete((view, never) -> registration.remove());
    }
}
