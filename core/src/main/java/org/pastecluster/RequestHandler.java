package org.pastecluster;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes messages that want a reply, and may give it later. Else as {@link MessageHandler}. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Handles a message.
     *
     * @return brings the reply, or null for none; the next message of the lane does not wait for it. A stage that fails is the verdict
     *     {@link Verdict#FAILED}
     */
    CompletionStage<? extends @Nullable Message> handle(ClusterMessage message) throws Exception;
}
