package org.pastecluster;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Sends messages on one lane. To each target they keep their order: a target's handler is called for the next one when it has returned
 * from the one before. Thread-safe; what two threads send has no order between them.
 */
public interface Sender {

    /**
     * Sends a message. Never throws for what happens to it: that is its verdict. Does not wait, unless the lane's {@link WhenFull} says so.
     *
     * @return completes with a verdict for each target, on a thread of the component, which what hangs on it must not block. Every target
     *     gets one, at the latest when it is gone from the view or when this node stops
     */
    CompletionStage<Delivery> send(Target target, Message message);

    /**
     * Sends a message to one node and waits for its handler's reply.
     *
     * @param deadline longest wait
     * @return the reply; fails with a {@link RequestFailedException} that tells the verdict, when no reply comes, the target does not
     *     stand for exactly one node, or that is a .NET node, which sends no replies. Completed as those of {@link #send}
     */
    CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline);

    /**
     * Completes when less than half of what may wait for each target's nodes waits; at once if that is so. For senders that neither want
     * to be refused nor to block.
     */
    CompletionStage<Void> room(Target target);
}
