package org.pastecluster.http.link;

import java.io.IOException;

/**
 * Writes on an upgraded connection as the server of a WebSocket: what is written goes out in binary messages of at most 64 KiB. For
 * web servers that give their connections away and have no WebSocket of their own.
 *
 * <p>It never asks for anything, so there is nothing to answer either: what comes in on such a link is its end, as on every other.
 */
public final class WebSocketOutput implements LinkOutput {

    private static final byte WHOLE_BINARY_MESSAGE = (byte) 0x82;

    /** Instead of a length: two bytes with it follow. */
    private static final byte TWO_BYTES = 126;

    private static final int LONGEST = (1 << 16) - 1;
    private static final int LONGEST_HEAD = 4;

    /** What is short goes out together with its head. */
    private static final int SHORT = 4096;

    private final LinkOutput connection;
    private final byte[] scratch = new byte[LONGEST_HEAD + SHORT];

    /**
     * @param connection the connection behind the handshake
     */
    public WebSocketOutput(LinkOutput connection) {
        this.connection = connection;
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
        for (int done = 0; done < length; done += LONGEST) {
            int count = Math.min(LONGEST, length - done);
            int head = writeHead(count);
            if (count <= SHORT) {
                System.arraycopy(buffer, from + done, scratch, head, count);
                connection.write(scratch, 0, head + count);
            } else {
                connection.write(scratch, 0, head);
                connection.write(buffer, from + done, count);
            }
        }
    }

    /**
     * @return its length
     */
    private int writeHead(int count) {
        scratch[0] = WHOLE_BINARY_MESSAGE;
        if (count < TWO_BYTES) {
            scratch[1] = (byte) count;
            return 2;
        }
        scratch[1] = TWO_BYTES;
        scratch[2] = (byte) (count >> 8);
        scratch[3] = (byte) count;
        return LONGEST_HEAD;
    }

    @Override
    public void close() {
        connection.close();
    }
}
