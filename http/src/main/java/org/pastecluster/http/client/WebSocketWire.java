package org.pastecluster.http.client;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A channel behind the handshake of a WebSocket: what is read are the bytes of its binary messages. Says nothing of its own accord; a
 * ping is answered, the latest one if there are several, and so is the end.
 */
final class WebSocketWire implements Wire {

    private static final byte WHOLE_PONG = (byte) 0x8A;
    private static final byte WHOLE_CLOSE = (byte) 0x88;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int LONGEST_ANSWER = 2 + MASK_BYTES + 125;
    private static final int READ_BYTES = 4096;
    private static final byte[] NO_REASON = {};

    private final Wire wire;
    private final SecureRandom random;
    private final WebSocketReader frames = new WebSocketReader();
    private final ByteBuffer arrived;
    private final ByteBuffer leaving = ByteBuffer.allocate(LONGEST_ANSWER).limit(0);
    private byte[] ping = NO_REASON;
    private boolean toAnswer;
    private boolean ended;
    private @Nullable ProtocolException nonsense;

    /**
     * @param leftOver what came behind the handshake
     * @param random where masks come from
     */
    WebSocketWire(Wire wire, byte[] leftOver, SecureRandom random) {
        this.wire = wire;
        this.random = random;
        this.arrived = ByteBuffer.allocate(Math.max(READ_BYTES, leftOver.length))
                .put(leftOver)
                .flip();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int start = into.position();
        while (into.hasRemaining() && !frames.isClosed() && nonsense == null) {
            if (!arrived.hasRemaining()) {
                int count = fill(into);
                if (count <= 0) {
                    return into.position() > start ? into.position() - start : count;
                }
            }
            take(into);
        }
        int count = into.position() - start;
        if (count == 0 && nonsense != null) {
            throw nonsense;
        }
        return count == 0 && frames.isClosed() ? -1 : count;
    }

    /** What came before nonsense is handed on first. */
    private void take(ByteBuffer into) throws IOException {
        try {
            frames.take(arrived, into);
        } catch (ProtocolException broken) {
            nonsense = broken;
        }
        byte[] asked = frames.takePing();
        if (asked != null) {
            ping = asked;
            toAnswer = true;
        }
        if (toAnswer || frames.isClosed()) {
            flush();
        }
    }

    /** Reads what comes next; the middle of a long frame goes where it belongs at once. */
    private int fill(ByteBuffer into) throws IOException {
        int left = frames.left();
        if (left < arrived.capacity() || into.remaining() < arrived.capacity()) {
            int count = wire.read(arrived.clear());
            arrived.flip();
            return count;
        }
        int limit = into.limit();
        into.limit(Math.min(limit, into.position() + left));
        int count = wire.read(into);
        into.limit(limit);
        frames.passed(Math.max(0, count));
        return count;
    }

    /**
     * @return whether all that was to be said is on its way
     */
    private boolean flush() throws IOException {
        if (!wire.write(leaving)) {
            return false;
        }
        if (frames.isClosed() && !ended) {
            ended = true;
            say(WHOLE_CLOSE, NO_REASON);
            return wire.write(leaving);
        }
        if (toAnswer && !ended) {
            toAnswer = false;
            say(WHOLE_PONG, ping);
            return wire.write(leaving);
        }
        return true;
    }

    private void say(byte kind, byte[] payload) {
        byte[] mask = new byte[MASK_BYTES];
        random.nextBytes(mask);
        leaving.clear().put(kind).put((byte) (MASKED | payload.length)).put(mask);
        for (int i = 0; i < payload.length; i++) {
            leaving.put((byte) (payload[i] ^ mask[i % MASK_BYTES]));
        }
        leaving.flip();
    }

    /** Goes on with what this side has to say of its own; who has a link says nothing else. */
    @Override
    public boolean write(ByteBuffer from) throws IOException {
        if (from.hasRemaining()) {
            throw new IllegalArgumentException("A node reads on what it has dialled, and writes nothing.");
        }
        return flush();
    }

    @Override
    public boolean wantsToWrite() {
        return wire.wantsToWrite() || leaving.hasRemaining();
    }
}
