package org.pastecluster.http.client;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of binary messages out of what the server of a WebSocket sends, as RFC 6455 says, and is strict about it. Where one
 * message ends and the next begins means nothing here. Holds no more than the head of a frame and a control frame, of at most 125
 * bytes. Touched by one thread.
 */
final class WebSocketReader {

    /** Longest frame; what is written here has 64 KiB at most, but somebody between may put them together. */
    private static final int LONGEST = 1 << 20;

    /** So many frames in a row may bring nothing. */
    private static final int MOST_EMPTY = 256;

    private static final int LONGEST_CONTROL = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private static final int LAST = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int CONTINUED = 0x0;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private final byte[] head = new byte[10];
    private int headBytes;
    private int left;
    private boolean within;
    private byte @Nullable [] control;
    private int controlBytes;
    private int empty;
    private byte @Nullable [] ping;
    private boolean closed;

    /** So much comes yet of the frame that has begun, if it has bytes of the messages. */
    int left() {
        return control == null ? left : 0;
    }

    /** Some of these were read past this reader. */
    void passed(int count) {
        left -= count;
    }

    /** The other side has ended the conversation: nothing follows. */
    boolean isClosed() {
        return closed;
    }

    /** The latest ping that was not answered yet: to be answered with these bytes. Null for none; asked once. */
    byte @Nullable [] takePing() {
        byte[] asked = ping;
        ping = null;
        return asked;
    }

    /** Takes from what arrived until that is used up, there is no more room, or the conversation has ended. */
    void take(ByteBuffer arrived, ByteBuffer into) throws ProtocolException {
        while (!closed && arrived.hasRemaining() && (into.hasRemaining() || left() == 0)) {
            if (left == 0) {
                takeHead(arrived);
            } else if (control == null) {
                int count = Math.min(left, Math.min(arrived.remaining(), into.remaining()));
                into.put(into.position(), arrived, arrived.position(), count);
                into.position(into.position() + count);
                arrived.position(arrived.position() + count);
                left -= count;
            } else {
                int count = Math.min(left, arrived.remaining());
                arrived.get(control, controlBytes, count);
                controlBytes += count;
                left -= count;
                endControl();
            }
        }
    }

    private void takeHead(ByteBuffer arrived) throws ProtocolException {
        head[headBytes++] = arrived.get();
        if (headBytes < 2) {
            return;
        }
        int length = head[1] & ~MASKED;
        int more = length == TWO_BYTES ? Short.BYTES : length == EIGHT_BYTES ? Long.BYTES : 0;
        if (headBytes == 2) {
            judge(head[0] & 0xff, head[1] & 0xff);
        }
        if (headBytes == 2 + more) {
            headBytes = 0;
            begin(more == 0 ? length : length(more));
        }
    }

    private void judge(int first, int second) throws ProtocolException {
        int kind = first & 0x0f;
        boolean isControl = kind >= CLOSE;
        if ((first & RESERVED) != 0 || (second & MASKED) != 0) {
            throw new ProtocolException("a frame uses bits that nobody agreed on, or is masked");
        }
        if (isControl && ((first & LAST) == 0 || second > LONGEST_CONTROL)) {
            throw new ProtocolException("a control frame is longer than one may be");
        }
        boolean isKnown = isControl ? kind <= PONG : kind == (within ? CONTINUED : BINARY);
        if (!isKnown) {
            throw new ProtocolException("a frame of kind " + kind + " has no place here");
        }
    }

    private long length(int bytes) throws ProtocolException {
        long length = 0;
        for (int i = 2; i < 2 + bytes; i++) {
            length = (length << 8) | (head[i] & 0xff);
        }
        if (length < (bytes == Short.BYTES ? TWO_BYTES : 1 << 16) || length > LONGEST) {
            throw new ProtocolException("a frame says in " + bytes + " bytes that it has " + length);
        }
        return length;
    }

    private void begin(long length) throws ProtocolException {
        int kind = head[0] & 0x0f;
        left = (int) length;
        boolean isControl = kind >= CLOSE;
        empty = isControl || length == 0 ? empty + 1 : 0;
        if (empty > MOST_EMPTY) {
            throw new ProtocolException("too many frames in a row bring nothing");
        }
        if (!isControl) {
            within = (head[0] & LAST) == 0;
            return;
        }
        control = new byte[left];
        controlBytes = 0;
        endControl();
    }

    private void endControl() {
        byte[] whole = control;
        if (whole == null || left > 0) {
            return;
        }
        control = null;
        switch (head[0] & 0x0f) {
            case CLOSE -> closed = true;
            case PING -> ping = whole;
            default -> {
                // A pong that nobody asked for is a sign of life of the connection, and none of the node.
            }
        }
    }
}
