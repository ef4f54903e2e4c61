package org.pastecluster.spring.suite;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Target;

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

    /** Sends until messages to the other of two nodes travel on a link. */
    static Delivery onLinks(Cluster sender, Requests ofReceiver) throws Exception {
        Instant deadline = Instant.now().plusSeconds(LONGEST_SECONDS);
        while (true) {
            int before = ofReceiver.carrying();
            Delivery delivery = until(sender.messages().send(Target.others(), Message.text(20, "a")));
            if (delivery.isDelivered() && ofReceiver.carrying() == before) {
                return delivery;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("messages still travel in requests");
            }
        }
    }
}
