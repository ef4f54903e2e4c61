package org.pastecluster.delivery;

import org.pastecluster.Message;
import org.pastecluster.message.Posted;

/** A long message that arrives in pieces. */
final class Assembly {

    private final Posted head;
    private final byte[] body;
    private final long deadline;
    private int have;

    Assembly(Posted head, int total, long deadline) {
        this.head = head;
        this.body = new byte[total];
        this.deadline = deadline;
    }

    /** Adds a piece; one that is there already changes nothing. False when an earlier one is missing, or it does not fit. */
    boolean add(int offset, Message piece) {
        int end = offset + piece.length();
        if (offset < 0 || offset > have || end > body.length) {
            return false;
        }
        if (end > have) {
            piece.copyTo(body, offset);
            have = end;
        }
        return true;
    }

    boolean isComplete() {
        return have == body.length;
    }

    long deadline() {
        return deadline;
    }

    int cost() {
        return body.length + Pending.OVERHEAD;
    }

    /** The whole message, once it is complete. */
    Posted posted() {
        Message message = head.message();
        return head.with(Message.read(message.type(), message.isText(), body, 0, have, message.headers()));
    }
}
