package org.pastecluster.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A secret that the nodes of one cluster share. It shows itself nowhere but in the token header, which only the mode
 * {@link AuthMode#TOKEN} sends. Immutable and thread-safe.
 */
public final class Secret {

    private final String text;
    private final byte[] key;

    /** A secret as its users write it. {@link HttpSettings} says which ones are long enough. */
    public Secret(String text) {
        this.text = text;
        this.key = text.getBytes(StandardCharsets.UTF_8);
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
        return HexFormat.of().formatHex(derive(message));
    }

    /**
     * A key of 32 bytes for one purpose: HMAC-SHA-256 of a text that is said for no other.
     *
     * @param purpose never a text that {@link #sign} is given, whose result everybody sees
     */
    public byte[] derive(String purpose) {
        byte[] message = purpose.getBytes(StandardCharsets.UTF_8);
        Hmac hmac = new Hmac(key);
        hmac.update(message, 0, message.length);
        byte[] derived = new byte[Hmac.BYTES];
        hmac.finish(derived);
        return derived;
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
        return HexFormat.of().formatHex(Hmac.sha256().digest(body));
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
