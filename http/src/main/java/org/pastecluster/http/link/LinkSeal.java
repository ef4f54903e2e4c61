package org.pastecluster.http.link;

import org.pastecluster.http.Hmac;

/**
 * The key of one link, known to its two ends alone. What is written goes in records, {@code int length | content | tag}, whose tags
 * prove that each is the next one, as it was written: one that was altered, repeated, left out or moved is taken by nobody. Immutable.
 *
 * <p>An HMAC, and not AES-GCM, which hides what it proves and is quicker once it is warm (27 µs for 64 KiB, and not 43): the JDK takes 60 ms to
 * load that, and some thousand records until it is quick; until then 64 KiB take a millisecond.
 */
public final class LinkSeal {

    /** What the handshake calls it. */
    public static final String NAME = "hmac-sha-256-128";

    /** What the handshake says of links whose frames travel as they are. */
    public static final String NONE = "none";

    /** Largest content of a record: what is kept of one link before any of it is proven. 128 KiB. */
    static final int MOST_CONTENT = 128 << 10;

    /** Smallest value of a record's length. */
    static final int LEAST_LENGTH = 1 + RecordMac.TAG_BYTES;

    /** Largest value of a record's length. */
    static final int MOST_LENGTH = MOST_CONTENT + RecordMac.TAG_BYTES;

    private final byte[] key;

    /**
     * @param derived what both ends have derived from the secret, for this link alone
     */
    public LinkSeal(byte[] derived) {
        key = derived.clone();
    }

    Hmac hmac() {
        return new Hmac(key);
    }
}
