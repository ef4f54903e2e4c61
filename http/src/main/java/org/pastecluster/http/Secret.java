package org.pastecluster.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A secret that the nodes of one cluster share. It shows itself nowhere but in the token header, which only the mode
 * {@link AuthMode#TOKEN} sends. Immutable and thread-safe.
 *
 * <p>HMAC stands here in a dozen lines over the JDK's SHA-256, because the JDK's own costs each start some 40 ms of loading.
 */
public final class Secret {

    private static final int BLOCK = 64;

    private final String text;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];

    /** A secret as its users write it. {@link HttpSettings} says which ones are long enough. */
    public Secret(String text) {
        this.text = text;
        byte[] key = text.getBytes(StandardCharsets.UTF_8);
        if (key.length > BLOCK) {
            key = sha256(key);
        }
        for (int i = 0; i < BLOCK; i++) {
            byte b = i < key.length ? key[i] : 0;
            inner[i] = (byte) (b ^ 0x36);
            outer[i] = (byte) (b ^ 0x5c);
        }
    }

    /** How many characters it has. */
    int length() {
        return text.length();
    }

    /** Whether it can stand in a header. */
    boolean isPrintable() {
        return text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** HMAC-SHA-256 of a text, in lower-case hexadecimal. */
    public String sign(String message) {
        MessageDigest digest = sha256();
        digest.update(inner);
        byte[] middle = digest.digest(message.getBytes(StandardCharsets.UTF_8));
        digest.update(outer);
        return HexFormat.of().formatHex(digest.digest(middle));
    }

    /** Whether {@code signature} is what {@link #sign} gives; takes as long for a wrong one as for a right one. */
    public boolean hasSigned(String message, String signature) {
        return equal(sign(message), signature);
    }

    /** Whether this is the token that came in; takes as long for a wrong one as for a right one. */
    public boolean isToken(String token) {
        return equal(sign("token"), new Secret(token).sign("token"));
    }

    /** The secret in clear, for the header of the mode {@link AuthMode#TOKEN} and for nothing else. */
    public String token() {
        return text;
    }

    /** SHA-256 of a body, in lower-case hexadecimal. */
    public static String hash(byte[] body) {
        return HexFormat.of().formatHex(sha256(body));
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
