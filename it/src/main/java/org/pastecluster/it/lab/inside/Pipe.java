package org.pastecluster.it.lab.inside;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** One direction of a connection that passes through: a thread takes what comes, another one gives it away when the current lets it. */
final class Pipe {

    /** As much as sockets hold: a sender feels a stall when they are full, not before. */
    private static final int ROOM = 1 << 20;

    private static final int PIECE = 1 << 16;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private record Piece(long arrived, ByteBuffer bytes) {}

    private final InputStream from;
    private final OutputStream to;
    private final Current current;
    private final Ends ends;
    private final Queue<Piece> pieces = new ArrayDeque<>();
    private int held;
    private boolean broken;

    /** Who is told how it ended; each on a thread of the pipe. */
    interface Ends {
        /** All that was said has been given away, and nothing more will be said. */
        void said() throws IOException;

        /** One end is gone. */
        void broken();
    }

    Pipe(InputStream from, OutputStream to, Current current, Ends ends) {
        this.from = from;
        this.to = to;
        this.current = current;
        this.ends = ends;
    }

    /** Returns at once. */
    void start() {
        Listener.start("pipe-in", () -> run(this::take));
        Listener.start("pipe-out", () -> run(this::give));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (IOException | InterruptedException gone) {
            ends.broken();
            synchronized (this) {
                broken = true;
                notifyAll();
            }
        }
    }

    private void take() throws IOException, InterruptedException {
        byte[] buffer = new byte[PIECE];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            put(ByteBuffer.wrap(Arrays.copyOf(buffer, length)));
        }
        put(END);
    }

    private synchronized void put(ByteBuffer bytes) throws InterruptedException {
        while (held > ROOM && !broken) {
            wait();
        }
        held += bytes.capacity();
        pieces.add(new Piece(System.nanoTime(), bytes));
        notifyAll();
    }

    private void give() throws IOException, InterruptedException {
        Piece piece;
        do {
            piece = next();
            current.await(piece.arrived());
            to.write(piece.bytes().array());
        } while (piece.bytes().capacity() > 0);
        ends.said();
    }

    private synchronized Piece next() throws IOException, InterruptedException {
        while (pieces.isEmpty()) {
            if (broken) {
                throw new IOException("One end is gone.");
            }
            wait();
        }
        Piece piece = pieces.remove();
        held -= piece.bytes().capacity();
        notifyAll();
        return piece;
    }
}
