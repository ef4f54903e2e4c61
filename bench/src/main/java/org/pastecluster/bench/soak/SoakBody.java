package org.pastecluster.bench.soak;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.pastecluster.bench.soak.ledger.NodeRun;
import org.pastecluster.bench.soak.ledger.SoakLane;

/**
 * What a message of a soak says: who sent it, on which lane, its number, padding, and a checksum of all that.
 *
 * @param sender the run of a node that sent it
 * @param lane on which lane
 * @param number which of that run and lane
 */
record SoakBody(NodeRun sender, SoakLane lane, long number) {

    static final int HEADER = Integer.BYTES + 1 + 1 + Integer.BYTES + Long.BYTES;

    private static final byte[] PADDING = new byte[1 << 16];

    static {
        new SplittableRandom(1).nextBytes(PADDING);
    }

    byte[] bytes(int size) {
        byte[] bytes = new byte[Math.max(size, HEADER)];
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(0);
        header.put((byte) lane.number());
        header.put((byte) sender.index());
        header.putInt(sender.number());
        header.putLong(number);
        for (int at = HEADER; at < bytes.length; at += PADDING.length) {
            System.arraycopy(PADDING, 0, bytes, at, Math.min(PADDING.length, bytes.length - at));
        }
        header.putInt(0, checksum(bytes));
        return bytes;
    }

    /** Throws an {@link IllegalArgumentException} when these are not the bytes that were made. */
    static SoakBody read(byte[] bytes) {
        if (bytes.length < HEADER) {
            throw new IllegalArgumentException("A handler was given " + bytes.length + " bytes; less was never sent.");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (header.getInt() != checksum(bytes)) {
            throw new IllegalArgumentException(
                    "A handler was given a body of " + bytes.length + " bytes that is not the one that was sent.");
        }
        SoakLane lane = SoakLane.numbered(header.get());
        int index = header.get();
        int run = header.getInt();
        return new SoakBody(new NodeRun(index, run), lane, header.getLong());
    }

    /** Of all but its own place. */
    private static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        return (int) sum.getValue();
    }
}
