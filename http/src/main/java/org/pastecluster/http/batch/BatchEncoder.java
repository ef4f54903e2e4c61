package org.pastecluster.http.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.pastecluster.Message;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/**
 * Writes a batch as the payload of one frame, or of several when one cannot hold it. Numbers are written as differences to the
 * item before, so that what is the same for neighbours costs nothing. Touched by one thread at a time.
 */
public final class BatchEncoder {

    /** Largest size of an item without headers, reason and body. */
    private static final int MOST_FIXED = 80;

    private int lane;
    private long sequence;
    private long remaining;
    private long sentAt;
    private long ackSession;
    private int ackLane;
    private long ackLast;

    /**
     * Appends the session, the stamp and items.
     *
     * @param from index of the first item
     * @param most how many bytes to append at most
     * @return index of the first item for which there was no room
     * @throws IllegalArgumentException when a single item is larger than {@code most}
     */
    public int encode(Batch batch, int from, FrameBuffer to, int most) {
        lane = 0;
        sequence = 0;
        remaining = 0;
        sentAt = 0;
        ackSession = 0;
        ackLane = 0;
        ackLast = 0;
        int start = to.length();
        to.putVarint(batch.session());
        to.putVarint(FrameBuffer.zigzag(batch.stamp()));
        List<Item> items = batch.items();
        for (int i = from; i < items.size(); i++) {
            int before = to.length();
            encode(items.get(i), to);
            if (to.length() - start > most) {
                if (i == from) {
                    throw new IllegalArgumentException("An item of a batch has " + (to.length() - before)
                            + " bytes; at most " + most + " fit into a frame.");
                }
                to.truncate(before);
                return i;
            }
        }
        return items.size();
    }

    private void encode(Item item, FrameBuffer to) {
        if (item instanceof Item.Whole whole) {
            whole(whole, to);
        } else if (item instanceof Item.Ack ack) {
            ack(ack, to);
        } else if (item instanceof Item.Chunk chunk) {
            chunk(chunk, to);
        } else if (item instanceof Item.Skip skip) {
            to.ensure(MOST_FIXED);
            to.writtenTo(numbered(to.array(), to.length(), BatchFormat.SKIP, -1, skip.lane(), skip.sequence()));
        } else if (item instanceof Item.Floor floor) {
            to.ensure(MOST_FIXED);
            to.writtenTo(numbered(to.array(), to.length(), BatchFormat.FLOOR, -1, floor.lane(), floor.sequence()));
        } else if (item instanceof Item.Again again) {
            to.ensure(MOST_FIXED);
            byte[] array = to.array();
            int at = to.length();
            array[at++] = BatchFormat.AGAIN;
            at = FrameBuffer.varint(array, at, again.session());
            at = FrameBuffer.varint(array, at, again.lane() & 0xffff_ffffL);
            to.writtenTo(FrameBuffer.varint(array, at, again.sequence()));
            lane = again.lane();
            sequence = again.sequence();
        }
    }

    private void whole(Item.Whole whole, FrameBuffer to) {
        Posted posted = whole.posted();
        Message message = posted.message();
        Map<String, String> headers = message.headers();
        int length = message.length();
        to.ensure(MOST_FIXED + length);
        byte[] array = to.array();
        int at =
                numbered(array, to.length(), BatchFormat.WHOLE, flags(posted, headers), whole.lane(), whole.sequence());
        at = remaining(array, at, whole.remainingNanos());
        at = posted(array, at, posted);
        at = FrameBuffer.varint(array, at, message.type() & 0xffff_ffffL);
        if (!headers.isEmpty()) {
            at = headers(to, at, headers, length);
            array = to.array();
        }
        at = FrameBuffer.varint(array, at, length);
        message.copyTo(array, at);
        to.writtenTo(at + length);
    }

    private void chunk(Item.Chunk chunk, FrameBuffer to) {
        Posted head = chunk.head();
        Message piece = chunk.piece();
        int length = piece.length();
        to.ensure(MOST_FIXED + length);
        byte[] array = to.array();
        Map<String, String> headers = head == null ? Map.of() : head.message().headers();
        int flags = head == null
                ? (piece.isText() ? BatchFormat.TEXT : 0)
                : (flags(head, headers) & ~BatchFormat.TEXT)
                        | (piece.isText() ? BatchFormat.TEXT : 0)
                        | BatchFormat.HEAD;
        int at = numbered(array, to.length(), BatchFormat.CHUNK, flags, chunk.lane(), chunk.sequence());
        at = remaining(array, at, chunk.remainingNanos());
        if (head != null) {
            at = posted(array, at, head);
        }
        at = FrameBuffer.varint(array, at, piece.type() & 0xffff_ffffL);
        if (!headers.isEmpty()) {
            at = headers(to, at, headers, length);
            array = to.array();
        }
        at = FrameBuffer.varint(array, at, chunk.total());
        at = FrameBuffer.varint(array, at, chunk.offset());
        at = FrameBuffer.varint(array, at, length);
        piece.copyTo(array, at);
        to.writtenTo(at + length);
    }

    private static int flags(Posted posted, Map<String, String> headers) {
        return (posted.message().isText() ? BatchFormat.TEXT : 0)
                | (posted.ordered() ? BatchFormat.ORDERED : 0)
                | (posted.leaderOnly() ? BatchFormat.LEADER_ONLY : 0)
                | (BatchFormat.number(posted.purpose()) << BatchFormat.PURPOSE_SHIFT)
                | (posted.correlation() != 0 ? BatchFormat.CORRELATED : 0)
                | (headers.isEmpty() ? 0 : BatchFormat.HEADERS);
    }

    /**
     * The first byte, the flags if they are not negative, and lane and number where they do not follow from the item before.
     *
     * @return the index behind it
     */
    private int numbered(byte[] array, int start, int kind, int flags, int itsLane, long itsSequence) {
        boolean next = itsLane == lane && itsSequence == sequence + 1;
        int at = start;
        array[at++] = (byte) (next ? kind | BatchFormat.NEXT : kind);
        if (flags >= 0) {
            array[at++] = (byte) flags;
        }
        if (!next) {
            at = FrameBuffer.varint(array, at, itsLane & 0xffff_ffffL);
            at = FrameBuffer.varint(array, at, itsSequence);
        }
        lane = itsLane;
        sequence = itsSequence;
        return at;
    }

    private int remaining(byte[] array, int at, long nanos) {
        long before = remaining;
        remaining = nanos;
        return FrameBuffer.varint(array, at, FrameBuffer.zigzag(nanos - before));
    }

    private int posted(byte[] array, int at, Posted posted) {
        long before = sentAt;
        sentAt = posted.sentAtMillis();
        int next = FrameBuffer.varint(array, at, FrameBuffer.zigzag(sentAt - before));
        return posted.correlation() == 0 ? next : FrameBuffer.varint(array, next, posted.correlation());
    }

    /** Leaves as much room behind them as the rest of an item may need. */
    private static int headers(FrameBuffer to, int at, Map<String, String> headers, int body) {
        to.writtenTo(at);
        to.putVarint(headers.size());
        headers.forEach((name, value) -> {
            to.putText(name);
            to.putText(value);
        });
        to.ensure(MOST_FIXED + body);
        return to.length();
    }

    private void ack(Item.Ack ack, FrameBuffer to) {
        byte[] reason = ack.reason().isEmpty() ? new byte[0] : reason(ack.reason());
        boolean next = ack.session() == ackSession && ack.lane() == ackLane && ack.first() == ackLast + 1;
        to.ensure(MOST_FIXED + reason.length);
        byte[] array = to.array();
        int at = to.length();
        array[at++] = (byte) (BatchFormat.ACK
                | (next ? BatchFormat.NEXT : 0)
                | (BatchFormat.number(ack.verdict()) << BatchFormat.VERDICT_SHIFT)
                | (reason.length > 0 ? BatchFormat.REASON : 0));
        if (!next) {
            at = FrameBuffer.varint(array, at, ack.session());
            at = FrameBuffer.varint(array, at, ack.lane() & 0xffff_ffffL);
            at = FrameBuffer.varint(array, at, ack.first());
        }
        at = FrameBuffer.varint(array, at, ack.last() - ack.first());
        if (reason.length > 0) {
            at = FrameBuffer.varint(array, at, reason.length);
            System.arraycopy(reason, 0, array, at, reason.length);
            at += reason.length;
        }
        to.writtenTo(at);
        ackSession = ack.session();
        ackLane = ack.lane();
        ackLast = ack.last();
    }

    private static byte[] reason(String text) {
        String cut = text;
        byte[] bytes = cut.getBytes(StandardCharsets.UTF_8);
        while (bytes.length > BatchFormat.MOST_REASON) {
            // No half of a pair of surrogates is left: that would become a question mark, which is harmless.
            cut = cut.substring(0, Math.min(cut.length() - 1, cut.length() * BatchFormat.MOST_REASON / bytes.length));
            bytes = cut.getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }
}
