package org.pastecluster.bench.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.pastecluster.bench.system.Inbox;

/** Reads messages from an accepted connection, hands each to the handler, and writes back from time to time how many it has handed over. */
final class FloorReader implements Runnable {

    private static final int ACKNOWLEDGE_EVERY = 64;

    private final SocketChannel channel;
    private final Inbox inbox;
    private final byte[] bytes = new byte[FloorLink.BUFFER];
    private final ByteBuffer in = ByteBuffer.wrap(bytes);
    private final ByteBuffer raw = ByteBuffer.allocateDirect(FloorLink.BUFFER);
    private final ByteBuffer acknowledgement = ByteBuffer.allocateDirect(Long.BYTES);
    private long handled;
    private long acknowledged;

    FloorReader(SocketChannel channel, Inbox inbox) {
        this.channel = channel;
        this.inbox = inbox;
    }

    @Override
    public void run() {
        try (channel) {
            while (true) {
                raw.clear().limit(in.remaining());
                if (channel.read(raw) < 0) {
                    return;
                }
                in.put(raw.flip());
                hand();
                if (handled - acknowledged >= ACKNOWLEDGE_EVERY) {
                    acknowledged = handled;
                    acknowledgement.clear().putLong(handled).flip();
                    while (acknowledgement.hasRemaining()) {
                        channel.write(acknowledgement);
                    }
                }
            }
        } catch (IOException ended) {
            // As the end of the connection.
        }
    }

    private void hand() {
        in.flip();
        while (in.remaining() >= Integer.BYTES) {
            int length = in.getInt(in.position());
            if (in.remaining() < Integer.BYTES + length) {
                break;
            }
            int offset = in.position() + Integer.BYTES;
            inbox.received(bytes, offset, length);
            in.position(offset + length);
            handled++;
        }
        in.compact();
    }
}
