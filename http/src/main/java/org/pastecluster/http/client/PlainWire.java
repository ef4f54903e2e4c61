package org.pastecluster.http.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A channel as it is. */
final class PlainWire implements Wire {

    private final SocketChannel channel;
    private boolean stuck;

    PlainWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        channel.write(from);
        stuck = from.hasRemaining();
        return !stuck;
    }

    @Override
    public boolean wantsToWrite() {
        return stuck;
    }
}
