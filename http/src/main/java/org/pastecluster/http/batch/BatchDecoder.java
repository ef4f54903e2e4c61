package org.pastecluster.http.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Message;
import org.pastecluster.Verdict;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** Reads what {@link BatchEncoder} writes; whatever else comes is refused. Bodies are copied once. Touched by one thread. */
public final class BatchDecoder {

    private static final int KNOWN_OF_PIECE = BatchFormat.TEXT;

    private int lane;
    private long sequence;
    private long remaining;
    private long sentAt;
    private long ackSession;
    private int ackLane;
    private long ackLast;
    private int likely = 16;

    /** Reads a whole payload. */
    public Batch decode(FrameInput in) throws MalformedFrameException {
        lane = 0;
        sequence = 0;
        remaining = 0;
        sentAt = 0;
        ackSession = 0;
        ackLane = 0;
        ackLast = 0;
        long session = in.varint();
        long stamp = in.zigzag();
        List<Item> items = new ArrayList<>(likely);
        while (in.hasMore()) {
            items.add(item(in));
        }
        likely = Math.min(1024, items.size() + 8);
        return new Batch(session, stamp, items);
    }

    private Item item(FrameInput in) throws MalformedFrameException {
        int tag = in.unsignedByte();
        int kind = tag & BatchFormat.KIND;
        if (kind == BatchFormat.ACK) {
            return ack(in, tag);
        }
        if ((tag & ~(BatchFormat.KIND | BatchFormat.NEXT)) != 0) {
            throw new MalformedFrameException("an item has unknown bits");
        }
        boolean next = (tag & BatchFormat.NEXT) != 0;
        switch (kind) {
            case BatchFormat.WHOLE -> {
                return whole(in, next);
            }
            case BatchFormat.CHUNK -> {
                return chunk(in, next);
            }
            case BatchFormat.SKIP -> {
                number(in, next);
                return new Item.Skip(lane, sequence);
            }
            case BatchFormat.FLOOR -> {
                number(in, next);
                return new Item.Floor(lane, sequence);
            }
            case BatchFormat.AGAIN -> {
                long of = in.varint();
                number(in, next);
                return new Item.Again(of, lane, sequence);
            }
            default -> throw new MalformedFrameException("an item is of an unknown kind");
        }
    }

    private void number(FrameInput in, boolean next) throws MalformedFrameException {
        if (!next) {
            lane = in.int32();
            sequence = in.count();
        } else if (++sequence < 0) {
            throw new MalformedFrameException("a count has more than 63 bits");
        }
    }

    private Item whole(FrameInput in, boolean next) throws MalformedFrameException {
        int flags = in.unsignedByte();
        if ((flags & BatchFormat.HEAD) != 0) {
            throw new MalformedFrameException("a whole message is no piece");
        }
        number(in, next);
        remaining += in.zigzag();
        long correlation = posted(in, flags);
        int type = in.int32();
        Map<String, String> headers = headers(in, flags);
        return new Item.Whole(lane, sequence, remaining, posted(flags, correlation, body(in, flags, type, headers)));
    }

    private Item chunk(FrameInput in, boolean next) throws MalformedFrameException {
        int flags = in.unsignedByte();
        boolean first = (flags & BatchFormat.HEAD) != 0;
        if (!first && (flags & ~KNOWN_OF_PIECE) != 0) {
            throw new MalformedFrameException("a piece has unknown bits");
        }
        number(in, next);
        remaining += in.zigzag();
        long correlation = first ? posted(in, flags) : 0;
        int type = in.int32();
        Map<String, String> headers = headers(in, flags);
        int total = in.size(Message.LARGEST_BODY);
        int offset = in.size(total);
        Message piece = body(in, flags, type, Map.of());
        if (piece.length() > BatchFormat.MOST_PIECE || piece.length() > total - offset) {
            throw new MalformedFrameException("a piece is longer than it may be");
        }
        boolean text = (flags & BatchFormat.TEXT) != 0;
        Posted head = first ? posted(flags, correlation, Message.read(type, text, new byte[0], 0, 0, headers)) : null;
        return new Item.Chunk(lane, sequence, remaining, head, total, offset, piece);
    }

    /**
     * @return the correlation
     */
    private long posted(FrameInput in, int flags) throws MalformedFrameException {
        sentAt += in.zigzag();
        if ((flags & BatchFormat.CORRELATED) == 0) {
            return 0;
        }
        long correlation = in.varint();
        if (correlation == 0) {
            throw new MalformedFrameException("a correlation is 0");
        }
        return correlation;
    }

    private Posted posted(int flags, long correlation, Message message) throws MalformedFrameException {
        return new Posted(
                message,
                sentAt,
                BatchFormat.purpose((flags >> BatchFormat.PURPOSE_SHIFT) & 3),
                correlation,
                (flags & BatchFormat.ORDERED) != 0,
                (flags & BatchFormat.LEADER_ONLY) != 0);
    }

    private static Message body(FrameInput in, int flags, int type, Map<String, String> headers)
            throws MalformedFrameException {
        int length = in.size(BatchFormat.MOST_BYTES);
        byte[] bytes = in.bytes(length);
        return Message.read(type, (flags & BatchFormat.TEXT) != 0, bytes, 0, length, headers);
    }

    private static Map<String, String> headers(FrameInput in, int flags) throws MalformedFrameException {
        if ((flags & BatchFormat.HEADERS) == 0) {
            return Map.of();
        }
        int count = in.size(in.remaining());
        Map<String, String> headers = new LinkedHashMap<>();
        int left = Message.LARGEST_HEADERS;
        for (int i = 0; i < count; i++) {
            String name = in.text(left);
            left -= in.lastText();
            @Nullable String twice = headers.put(name, in.text(left));
            left -= in.lastText();
            if (twice != null) {
                throw new MalformedFrameException("a message has a header twice");
            }
        }
        if (headers.isEmpty()) {
            throw new MalformedFrameException("a message has no headers where it says it has");
        }
        return headers;
    }

    private Item ack(FrameInput in, int tag) throws MalformedFrameException {
        Verdict verdict = BatchFormat.verdict((tag >> BatchFormat.VERDICT_SHIFT) & 7);
        long first;
        if ((tag & BatchFormat.NEXT) != 0) {
            first = ackLast + 1;
        } else {
            ackSession = in.varint();
            ackLane = in.int32();
            first = in.count();
        }
        long last = first + in.count();
        if (first < 0 || last < first) {
            throw new MalformedFrameException("an acknowledgement ends before it begins");
        }
        ackLast = last;
        String reason = (tag & BatchFormat.REASON) != 0 ? in.text(BatchFormat.MOST_REASON) : "";
        return new Item.Ack(ackSession, ackLane, first, last, verdict, reason);
    }
}
