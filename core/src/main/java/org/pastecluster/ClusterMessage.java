package org.pastecluster;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What business code of one node says to business code of another.
 *
 * @param from base URL of the node that sent it
 * @param type what its users made of it; 1 to 10 are the component's own
 * @param body the text, usually JSON
 * @param headers what else was sent with it, by name; empty when nothing was
 * @param sentAt when it was sent, on the sender's wall clock; {@link Instant#EPOCH} when the sender did not say
 */
public record ClusterMessage(String from, int type, String body, Map<String, String> headers, Instant sentAt) {

    public ClusterMessage {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(body, "body");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(sentAt, "sentAt");
    }
}
