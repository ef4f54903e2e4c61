package org.pastecluster;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one node says to others: a type, a body of text or bytes, and headers. Immutable.
 *
 * <p>Types 1 to 10 are the component's own; 0 and everything above 10 mean what their users make of them. A body may be empty and
 * has at most {@value #LARGEST_BODY} bytes; headers have at most {@value #LARGEST_HEADERS} bytes together.
 */
public final class Message {

    /** Most bytes of a body; of a text, in UTF-8. 64 MiB. */
    public static final int LARGEST_BODY = 64 << 20;

    /** Most bytes of all names and values of headers, in UTF-8. 16 KiB. */
    public static final int LARGEST_HEADERS = 16 << 10;

    private static final int LAST_OWN_TYPE = 10;
    private static final byte[] EMPTY = {};

    private final int type;
    private final boolean text;
    private final byte[] array;
    private final int start;
    private final int length;
    private final Map<String, String> headers;

    private Message(int type, boolean text, byte[] array, int start, int length, Map<String, String> headers) {
        this.type = type;
        this.text = text;
        this.array = array;
        this.start = start;
        this.length = length;
        this.headers = headers;
    }

    /**
     * A message with a text.
     *
     * @throws IllegalArgumentException when the type is the component's own, or the text is too long
     */
    public static Message text(int type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Message(usersOwn(type), true, bytes, 0, bounded(bytes.length), Map.of());
    }

    /**
     * A message with bytes, which are copied.
     *
     * @throws IllegalArgumentException when the type is the component's own, or there are too many
     */
    public static Message bytes(int type, byte[] body) {
        return new Message(usersOwn(type), false, body.clone(), 0, bounded(body.length), Map.of());
    }

    /**
     * For transports: a message as it was read, of any type.
     *
     * @param array holds the body from {@code start} on; it is not copied and must not change any more
     */
    public static Message read(
            int type, boolean text, byte[] array, int start, int length, Map<String, String> headers) {
        Objects.checkFromIndexSize(start, length, array.length);
        return new Message(type, text, array, start, bounded(length), headers.isEmpty() ? Map.of() : ordered(headers));
    }

    /**
     * The same with one more header, or another value for one that it has.
     *
     * @throws IllegalArgumentException when the headers become too long
     */
    public Message with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        int size = 0;
        for (Map.Entry<String, String> header : more.entrySet()) {
            size += header.getKey().getBytes(StandardCharsets.UTF_8).length
                    + header.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > LARGEST_HEADERS) {
            throw new IllegalArgumentException("The headers of a message have " + size + " bytes with '" + name
                    + "'; at most " + LARGEST_HEADERS + " can be sent. Put what is long into the body.");
        }
        return new Message(type, text, array, start, length, Collections.unmodifiableMap(more));
    }

    /** A part of the body, without headers; for transports that send a long body in pieces. Nothing is copied. */
    public Message slice(int from, int bytes) {
        Objects.checkFromIndexSize(from, bytes, length);
        return new Message(type, text, array, start + from, bytes, Map.of());
    }

    /** The same with nothing in its body; for transports that send a long body in pieces. */
    public Message withoutBody() {
        return new Message(type, text, EMPTY, 0, 0, headers);
    }

    public int type() {
        return type;
    }

    /** Whether the body was given as a text. */
    public boolean isText() {
        return text;
    }

    /** The body as a text; bytes that are no UTF-8 become replacement characters. */
    public String text() {
        return new String(array, start, length, StandardCharsets.UTF_8);
    }

    /** A copy of the body; of a text, in UTF-8. */
    public byte[] bytes() {
        return Arrays.copyOfRange(array, start, start + length);
    }

    /** How many bytes the body has; of a text, in UTF-8. */
    public int length() {
        return length;
    }

    /** Copies the body into {@code target}, from index {@code at} on. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, start, target, at, length);
    }

    /** In the order in which they were added; unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The value of a header; null when there is none. Case counts. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    private static Map<String, String> ordered(Map<String, String> headers) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    private static int usersOwn(int type) {
        if (type < 0 || (type > 0 && type <= LAST_OWN_TYPE)) {
            throw new IllegalArgumentException("The message type " + type
                    + " is the component's own; take 0 or a number above " + LAST_OWN_TYPE + ".");
        }
        return type;
    }

    private static int bounded(int length) {
        if (length > LARGEST_BODY) {
            throw new IllegalArgumentException("A message body of " + length + " bytes is too long; at most "
                    + LARGEST_BODY + " can be sent. Send where it can be fetched, or several messages.");
        }
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message message
                && type == message.type
                && text == message.text
                && headers.equals(message.headers)
                && Arrays.equals(
                        array, start, start + length, message.array, message.start, message.start + message.length);
    }

    @Override
    public int hashCode() {
        int hash = 31 * type + length;
        for (int i = start; i < start + Math.min(length, 64); i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Type and length; never the body, which may be a secret. */
    @Override
    public String toString() {
        return "message of type " + type + " with " + length + (text ? " bytes of text" : " bytes");
    }
}
