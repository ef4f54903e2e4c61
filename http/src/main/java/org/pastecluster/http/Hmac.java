package org.pastecluster.http;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256 with one key, again and again. Touched by one thread at a time.
 *
 * <p>It stands here in a dozen lines over the JDK's SHA-256, because the JDK's own costs each start some 40 ms of loading.
 */
public final class Hmac {

    /** How long a result is. */
    public static final int BYTES = 32;

    private static final int BLOCK = 64;

    private final MessageDigest digest = sha256();
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];

    public Hmac(byte[] key) {
        byte[] block = key.length > BLOCK ? sha256().digest(key) : key;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i < block.length ? block[i] : 0;
            inner[i] = (byte) (b ^ 0x36);
            outer[i] = (byte) (b ^ 0x5c);
        }
        digest.update(inner);
    }

    /** Takes a part of the message. */
    public void update(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /**
     * Ends the message; another may begin.
     *
     * @param to takes {@link #BYTES} bytes
     */
    public void finish(byte[] to) {
        try {
            digest.digest(to, 0, BYTES);
            digest.update(outer);
            digest.update(to, 0, BYTES);
            digest.digest(to, 0, BYTES);
        } catch (DigestException tooShort) {
            throw new IllegalArgumentException(tooShort);
        }
        digest.update(inner);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
