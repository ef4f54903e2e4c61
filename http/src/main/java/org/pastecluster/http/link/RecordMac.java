package org.pastecluster.http.link;

import org.pastecluster.http.Hmac;

/**
 * The tags of the records of one link, in their order: HMAC-SHA-256 over a record's number, which nobody sends, and its content; the
 * first half. Touched by one thread at a time.
 */
final class RecordMac {

    static final int TAG_BYTES = 16;

    private final Hmac hmac;
    private final byte[] number = new byte[Long.BYTES];
    private final byte[] mac = new byte[Hmac.BYTES];
    private long count;

    RecordMac(LinkSeal seal) {
        hmac = seal.hmac();
    }

    /** Writes the tag of the next record. */
    void tag(byte[] content, int from, int length, byte[] to, int toAt) {
        next(content, from, length);
        System.arraycopy(mac, 0, to, toAt, TAG_BYTES);
    }

    /** Whether this is the next record, as it was written: its tag stands behind its content. Takes as long for a wrong one. */
    boolean isNext(byte[] array, int from, int length) {
        next(array, from, length);
        int different = 0;
        for (int i = 0; i < TAG_BYTES; i++) {
            different |= mac[i] ^ array[from + length + i];
        }
        return different == 0;
    }

    private void next(byte[] content, int from, int length) {
        long rest = count++;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            number[i] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
        hmac.update(number, 0, Long.BYTES);
        hmac.update(content, from, length);
        hmac.finish(mac);
    }
}
