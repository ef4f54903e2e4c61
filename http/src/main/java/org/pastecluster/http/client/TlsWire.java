package org.pastecluster.http.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** A channel over TLS; reading and writing drive the handshake. */
final class TlsWire implements Wire {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer arrived;
    private final ByteBuffer leaving;
    private final ByteBuffer plain;
    private boolean ended;

    TlsWire(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        this.arrived = ByteBuffer.allocate(packet);
        this.leaving = ByteBuffer.allocate(packet).limit(0);
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() + packet)
                .limit(0);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!plain.hasRemaining() && !ended) {
            unwrap();
            handshake();
        }
        if (!plain.hasRemaining()) {
            return ended ? -1 : 0;
        }
        int count = Math.min(into.remaining(), plain.remaining());
        into.put(into.position(), plain, plain.position(), count);
        into.position(into.position() + count);
        plain.position(plain.position() + count);
        return count;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        while (handshake() && from.hasRemaining()) {
            wrap(from);
        }
        return !from.hasRemaining() && !leaving.hasRemaining();
    }

    @Override
    public boolean wantsToWrite() {
        return leaving.hasRemaining();
    }

    /** Goes on with the handshake as far as it can; true when it is over and everything was sent. */
    private boolean handshake() throws IOException {
        while (flush()) {
            HandshakeStatus status = engine.getHandshakeStatus();
            switch (status) {
                case NEED_TASK -> {
                    Runnable task = engine.getDelegatedTask();
                    if (task != null) {
                        task.run();
                    }
                }
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!unwrap()) {
                        return false;
                    }
                    if (ended) {
                        throw new EOFException("the connection ended within the TLS handshake");
                    }
                }
                default -> {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean flush() throws IOException {
        if (leaving.hasRemaining()) {
            channel.write(leaving);
        }
        return !leaving.hasRemaining();
    }

    private void wrap(ByteBuffer from) throws IOException {
        leaving.clear();
        SSLEngineResult result = engine.wrap(from, leaving);
        leaving.flip();
        if (result.getStatus() == Status.CLOSED && !leaving.hasRemaining()) {
            throw new EOFException("the other side closed TLS");
        }
        flush();
    }

    /**
     * @return whether anything was taken from what arrived
     */
    private boolean unwrap() throws IOException {
        boolean progress = false;
        while (true) {
            arrived.flip();
            plain.compact();
            SSLEngineResult result = engine.unwrap(arrived, plain);
            plain.flip();
            arrived.compact();
            if (result.getStatus() == Status.CLOSED) {
                ended = true;
                return true;
            }
            progress |= result.bytesConsumed() > 0;
            if (result.getStatus() == Status.BUFFER_OVERFLOW || plain.hasRemaining()) {
                return true;
            }
            if (result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                    && result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP) {
                return true;
            }
            if (result.getStatus() == Status.BUFFER_UNDERFLOW || result.bytesConsumed() == 0) {
                int count = channel.read(arrived);
                if (count < 0) {
                    ended = true;
                    return true;
                }
                if (count == 0) {
                    return progress;
                }
            }
        }
    }
}
