package org.pastecluster;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message that came in. Immutable. */
public final class ClusterMessage {

    private final String from;
    private final long fromIncarnation;
    private final Message content;
    private final long sentAtMillis;

    /**
     * @param from base URL of the node that sent it
     * @param fromIncarnation that process; 0 for a .NET node
     * @param sentAtMillis when it was sent, in epoch milliseconds on the sender's wall clock; 0 when it did not say
     */
    public ClusterMessage(String from, long fromIncarnation, Message content, long sentAtMillis) {
        this.from = Objects.requireNonNull(from, "from");
        this.fromIncarnation = fromIncarnation;
        this.content = Objects.requireNonNull(content, "content");
        this.sentAtMillis = sentAtMillis;
    }

    /** Base URL of the node that sent it. */
    public String from() {
        return from;
    }

    /** The process that sent it; 0 for a .NET node. */
    public long fromIncarnation() {
        return fromIncarnation;
    }

    /** What it says. */
    public Message content() {
        return content;
    }

    /** {@link Message#type()}. */
    public int type() {
        return content.type();
    }

    /** {@link Message#text()}. */
    public String text() {
        return content.text();
    }

    /** {@link Message#bytes()}. */
    public byte[] bytes() {
        return content.bytes();
    }

    /** {@link Message#headers()}. */
    public Map<String, String> headers() {
        return content.headers();
    }

    /** When it was sent, on the sender's wall clock; {@link Instant#EPOCH} when the sender did not say. */
    public Instant sentAt() {
        return Instant.ofEpochMilli(sentAtMillis);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClusterMessage message
                && from.equals(message.from)
                && fromIncarnation == message.fromIncarnation
                && content.equals(message.content)
                && sentAtMillis == message.sentAtMillis;
    }

    @Override
    public int hashCode() {
        return 31 * from.hashCode() + content.hashCode();
    }

    @Override
    public String toString() {
        return content + " from " + from;
    }
}
