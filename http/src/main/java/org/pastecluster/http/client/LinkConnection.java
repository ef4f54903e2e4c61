package org.pastecluster.http.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.http.link.IncomingLink;

/** A dialled connection on which frames come in. Touched by the thread of the links alone. */
final class LinkConnection {

    /** A link that brings more waits until the others had their turn. */
    private static final int READS_AT_A_TIME = 8;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Dial dial;
    private final Upgraded upgraded;
    private final IncomingLink link;
    private final SelectionKey key;
    private long lastReadNanos;

    LinkConnection(Dial dial, Upgraded upgraded, IncomingLink link, Selector selector, long now) throws IOException {
        this.dial = dial;
        this.upgraded = upgraded;
        this.link = link;
        this.lastReadNanos = now;
        this.key = upgraded.channel().register(selector, SelectionKey.OP_READ, this);
    }

    Dial dial() {
        return dial;
    }

    IncomingLink link() {
        return link;
    }

    long lastReadNanos() {
        return lastReadNanos;
    }

    /** Takes what came behind the handshake, and what TLS or WebSocket has read of it already. */
    boolean begin(ByteBuffer scratch, long now) throws IOException, MalformedFrameException {
        byte[] leftOver = upgraded.leftOver();
        int at = 0;
        while (at < leftOver.length) {
            ByteBuffer target = link.target(scratch);
            int count = Math.min(target.remaining(), leftOver.length - at);
            target.put(leftOver, at, count);
            link.took(target, count);
            at += count;
        }
        return read(scratch, now);
    }

    /**
     * Reads what is there.
     *
     * @return whether there may be more
     * @throws IOException when the other end has closed it
     */
    boolean read(ByteBuffer scratch, long now) throws IOException, MalformedFrameException {
        for (int i = 0; i < READS_AT_A_TIME; i++) {
            ByteBuffer target = link.target(scratch);
            int room = target.remaining();
            int count = upgraded.wire().read(target);
            if (count < 0) {
                throw new EOFException("closed by the other side");
            }
            if (count == 0) {
                sayWhatIsDue();
                return false;
            }
            long before = link.bytesRead();
            link.took(target, count);
            if (link.bytesRead() != before) {
                // Bytes that nobody has proven yet are no sign of life.
                lastReadNanos = now;
            }
            if (count < room && upgraded.wire() instanceof PlainWire) {
                return false;
            }
        }
        return true;
    }

    /** TLS or WebSocket may have to say something of its own. */
    private void sayWhatIsDue() throws IOException {
        Wire wire = upgraded.wire();
        if (!(wire instanceof PlainWire)) {
            wire.write(NOTHING.clear());
            int wanted = SelectionKey.OP_READ | (wire.wantsToWrite() ? SelectionKey.OP_WRITE : 0);
            if (key.isValid() && key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }
    }

    void close() {
        link.ended();
        key.cancel();
        upgraded.close();
    }
}
