package org.pastecluster.message;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Message;
import org.pastecluster.Verdict;

/**
 * One entry of a {@link Batch}. Messages are numbered by lane, from 1, without gaps; only {@link Ack} and {@link Again}
 * speak of the other direction.
 */
public sealed interface Item {

    /**
     * A whole message.
     *
     * @param remainingNanos after this time no handler may begin with it
     */
    record Whole(int lane, long sequence, long remainingNanos, Posted posted) implements Item {}

    /**
     * A piece of a long message. Pieces come in order; those of one message are followed by nothing else of their lane.
     *
     * @param head the message without its body, in the first piece; null in the others
     * @param total bytes of the whole body
     * @param offset where in the body the piece belongs
     * @param piece has the bytes as its body
     */
    record Chunk(
            int lane,
            long sequence,
            long remainingNanos,
            @Nullable Posted head,
            int total,
            int offset,
            Message piece) implements Item {}

    /** The mark of a message whose time ran out: it does not come any more, unless it is there already. */
    record Skip(int lane, long sequence) implements Item {}

    /** The sender knows the verdicts of all messages below {@code sequence}; the receiver may forget them. */
    record Floor(int lane, long sequence) implements Item {}

    /**
     * What became of messages of the other direction.
     *
     * @param session the session they came in
     * @param first the first one's number
     * @param last the last one's number
     * @param reason a sentence for people; empty for {@link Verdict#DELIVERED}
     */
    record Ack(long session, int lane, long first, long last, Verdict verdict, String reason) implements Item {}

    /**
     * The receiver lacks a message of the other direction and drops what follows it: send again from there on.
     *
     * @param session the session that is meant
     */
    record Again(long session, int lane, long sequence) implements Item {}
}
