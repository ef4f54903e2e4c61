package org.pastecluster.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.pastecluster.bench.system.Inbox;

/**
 * A connection to write on. Whoever finds it idle writes in its own thread; in a burst a writer takes what was gathered in the meantime,
 * up to 64 KiB at once. A sender that finds both buffers full waits.
 */
final class FloorLink {

    static final int BUFFER = 64 * 1024;

    /** Two messages nearer than this are a burst. Less than any answer takes. */
    private static final long BURST_NANOS = 8_000;

    private final SocketChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Condition filled = lock.newCondition();
    private ByteBuffer filling = ByteBuffer.allocateDirect(BUFFER);
    private ByteBuffer writing = ByteBuffer.allocateDirect(BUFFER);
    private boolean busy;
    private boolean closed;
    private long lastSend;

    FloorLink(SocketChannel channel) {
        this.channel = channel;
    }

    void send(byte[] body) {
        ByteBuffer mine;
        lock.lock();
        try {
            while (filling.remaining() < Integer.BYTES + body.length && !closed) {
                taken.awaitUninterruptibly();
            }
            if (closed) {
                return;
            }
            boolean wasEmpty = filling.position() == 0;
            filling.putInt(body.length).put(body);
            if (busy) {
                return;
            }
            long now = System.nanoTime();
            boolean burst = now - lastSend < BURST_NANOS;
            lastSend = now;
            if (burst || !wasEmpty) {
                if (wasEmpty) {
                    filled.signal();
                }
                return;
            }
            busy = true;
            mine = swap();
        } finally {
            lock.unlock();
        }
        writeAll(mine);
        lock.lock();
        try {
            busy = false;
            lastSend = System.nanoTime();
            if (filling.position() > 0) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private ByteBuffer swap() {
        ByteBuffer full = filling;
        filling = writing;
        writing = full;
        taken.signalAll();
        return full.flip();
    }

    private void writeAll(ByteBuffer buffer) {
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        } catch (IOException broken) {
            close();
        }
    }

    /** The writer's thread. */
    void write() {
        boolean mineIsWritten = false;
        while (true) {
            ByteBuffer mine;
            lock.lock();
            try {
                if (mineIsWritten) {
                    busy = false;
                }
                while ((filling.position() == 0 || busy) && !closed) {
                    filled.awaitUninterruptibly();
                }
                if (closed) {
                    return;
                }
                busy = true;
                mine = swap();
            } finally {
                lock.unlock();
            }
            writeAll(mine);
            mineIsWritten = true;
        }
    }

    /** Reads how many messages the other side has handled, until the connection ends. */
    void readAcknowledgements(Inbox inbox) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long told = 0;
        try {
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                long handled = told;
                while (buffer.remaining() >= Long.BYTES) {
                    handled = buffer.getLong();
                }
                buffer.compact();
                if (handled > told) {
                    inbox.acknowledged(handled - told);
                    told = handled;
                }
            }
        } catch (IOException ended) {
            // As the end of the connection.
        }
        close();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            taken.signalAll();
            filled.signalAll();
            channel.close();
        } catch (IOException cannotClose) {
            throw new UncheckedIOException(cannotClose);
        } finally {
            lock.unlock();
        }
    }
}
