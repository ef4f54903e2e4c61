package org.pastecluster.http.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpHeaders;

/**
 * What RFC 6455 wants of a handshake besides the upgrade. It proves nothing of who is who: that the request and the answer do, which
 * are signed like any other.
 */
public final class WebSocketHandshake {

    /** Sixteen random bytes in base 64. */
    public static final String KEY = "sec-websocket-key";

    /** What the answer makes of the key. */
    public static final String ACCEPT = "sec-websocket-accept";

    /** Which version of WebSocket is meant: {@link #VERSION}. */
    public static final String VERSION_NAME = "sec-websocket-version";

    /** What the messages are about: {@link #SUBPROTOCOL}. */
    public static final String PROTOCOL = "sec-websocket-protocol";

    /** What an answer must not choose, since nothing is offered. */
    public static final String EXTENSIONS = "sec-websocket-extensions";

    public static final String VERSION = "13";

    /** The name of our own protocol, in the form that is allowed here. */
    public static final String SUBPROTOCOL = LinkFrames.PROTOCOL.replace('/', '.');

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private WebSocketHandshake() {}

    /** The headers of a request, besides those of the upgrade. */
    public static Map<String, String> asking(String key) {
        return Map.of(KEY, key, VERSION_NAME, VERSION, PROTOCOL, SUBPROTOCOL);
    }

    /** Sixteen bytes as a key. */
    public static String key(byte[] random) {
        return Base64.getEncoder().encodeToString(random);
    }

    /** What a request lacks, in words; null when it is in order. */
    public static @Nullable String fault(HttpHeaders request) {
        if (!VERSION.equals(request.first(VERSION_NAME))) {
            return VERSION_NAME + ": " + VERSION;
        }
        if (!names(request.first(PROTOCOL))) {
            return PROTOCOL + ": " + SUBPROTOCOL;
        }
        return isKey(request.first(KEY)) ? null : KEY;
    }

    private static boolean names(@Nullable String protocols) {
        for (String protocol : protocols == null ? new String[0] : protocols.split(",", -1)) {
            if (protocol.strip().equals(SUBPROTOCOL)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    /** The headers of the answer, besides those of the upgrade. */
    public static Map<String, String> answering(String key) {
        return Map.of(ACCEPT, accept(key), PROTOCOL, SUBPROTOCOL);
    }

    /** Whether an answer with status 101 is one to the key. */
    public static boolean isAnswer(HttpHeaders answer, String key) {
        return LinkWay.of(answer.first("upgrade")) == LinkWay.WEBSOCKET
                && accept(key).equals(answer.first(ACCEPT))
                && SUBPROTOCOL.equals(answer.first(PROTOCOL))
                && answer.first(EXTENSIONS) == null;
    }

    private static String accept(String key) {
        try {
            byte[] text = (key + MAGIC).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("Every JDK has SHA-1.", cannotBe);
        }
    }
}
