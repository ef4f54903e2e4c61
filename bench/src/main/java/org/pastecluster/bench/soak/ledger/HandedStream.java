package org.pastecluster.bench.soak.ledger;

/** Which messages of one process and lane the handlers of another process had: a bit a number, and what was wrong. Thread-safe. */
public final class HandedStream {

    private static final int LAST = 0;
    private static final int TWICE = Long.BYTES;
    private static final int DISORDER = 2 * Long.BYTES;
    private static final int BITS = 64;
    private static final int BYTE_BITS = 3;

    private final MappedFile file;

    private HandedStream(MappedFile file) {
        this.file = file;
    }

    /** Goes on with a file that is there. */
    public static HandedStream toWrite(LedgerFiles files, NodeRun receiver, NodeRun sender, SoakLane lane) {
        return new HandedStream(MappedFile.toWrite(files.handed(receiver, sender, lane)));
    }

    static HandedStream toRead(LedgerFiles files, NodeRun receiver, NodeRun sender, SoakLane lane) {
        return new HandedStream(MappedFile.toRead(files.handed(receiver, sender, lane)));
    }

    /** A handler has it. To be noted before the handler returns, so that no verdict can be ahead of it. */
    public synchronized void handed(long number) {
        if (has(number)) {
            add(TWICE);
            return;
        }
        long at = BITS + (number >>> BYTE_BITS);
        file.putByte(at, (byte) (file.getByte(at) | bit(number)));
        if (number < last()) {
            add(DISORDER);
        } else {
            file.putLong(LAST, number);
        }
    }

    private void add(int counter) {
        file.putLong(counter, file.getLong(counter) + 1);
    }

    boolean has(long number) {
        return (file.getByte(BITS + (number >>> BYTE_BITS)) & bit(number)) != 0;
    }

    private static int bit(long number) {
        return 1 << (number & 7);
    }

    /** The highest number. */
    long last() {
        return file.getLong(LAST);
    }

    long twice() {
        return file.getLong(TWICE);
    }

    long disorder() {
        return file.getLong(DISORDER);
    }
}
