package org.pastecluster.http.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one HTTP/1.1 answer from the pieces in which it arrives, within limits. */
final class AnswerParser {

    private static final int HEAD_BYTES = 16 * 1024;

    /** Behind this answer the connection speaks something else. */
    static final int SWITCHING_PROTOCOLS = 101;

    private enum Part {
        STATUS_LINE,
        HEADERS,
        FIXED_BODY,
        BODY_TO_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        COMPLETE
    }

    private final int maxBody;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Part part = Part.STATUS_LINE;
    private int headBytes;
    private int status;
    private boolean oldVersion;
    private long left;
    private boolean started;

    AnswerParser(int maxBody) {
        this.maxBody = maxBody;
    }

    /** Whether anything arrived yet. */
    boolean hasStarted() {
        return started;
    }

    /**
     * Takes what arrived.
     *
     * @return the answer when it is complete; else null
     */
    @Nullable
    HttpReply take(ByteBuffer bytes) throws MalformedAnswerException {
        started |= bytes.hasRemaining();
        while (part != Part.COMPLETE && bytes.hasRemaining()) {
            switch (part) {
                case FIXED_BODY, CHUNK -> copyBody(bytes);
                case BODY_TO_END -> {
                    left = bytes.remaining();
                    copyBody(bytes);
                }
                default -> {
                    String text = line(bytes);
                    if (text != null) {
                        takeLine(text);
                    }
                }
            }
        }
        return part == Part.COMPLETE ? reply() : null;
    }

    /** The connection has ended; the answer if that completes it, else null. */
    @Nullable
    HttpReply atEnd() {
        return part == Part.BODY_TO_END ? reply() : null;
    }

    /** Whether another request may follow on the same connection. */
    boolean keepsConnection() {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return part == Part.COMPLETE
                && !connection.contains("close")
                && (!oldVersion || connection.contains("keep-alive"));
    }

    private HttpReply reply() {
        return new HttpReply(status, headers, body.toByteArray());
    }

    private @Nullable String line(ByteBuffer bytes) throws MalformedAnswerException {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (++headBytes > HEAD_BYTES) {
                throw new MalformedAnswerException("its headers are longer than " + HEAD_BYTES + " bytes");
            }
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                line.reset();
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
        }
        return null;
    }

    private void takeLine(String text) throws MalformedAnswerException {
        switch (part) {
            case STATUS_LINE -> takeStatus(text);
            case HEADERS -> takeHeader(text);
            case CHUNK_SIZE -> takeChunkSize(text);
            case CHUNK_END -> part = Part.CHUNK_SIZE;
            case TRAILERS -> part = text.isEmpty() ? Part.COMPLETE : Part.TRAILERS;
            default -> throw new IllegalStateException(part.name());
        }
    }

    private void takeStatus(String text) throws MalformedAnswerException {
        if (!text.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
            throw new MalformedAnswerException("it is not HTTP/1.1");
        }
        oldVersion = text.charAt(7) == '0';
        status = Integer.parseInt(text.substring(9, 12));
        part = Part.HEADERS;
    }

    private void takeHeader(String text) throws MalformedAnswerException {
        if (!text.isEmpty()) {
            int colon = text.indexOf(':');
            if (colon <= 0) {
                throw new MalformedAnswerException("a header has no name");
            }
            headers.putIfAbsent(
                    text.substring(0, colon).toLowerCase(Locale.ROOT),
                    text.substring(colon + 1).strip());
        } else if (status < 200 && status != SWITCHING_PROTOCOLS) {
            headers.clear();
            part = Part.STATUS_LINE;
        } else {
            beginBody();
        }
    }

    private void beginBody() throws MalformedAnswerException {
        String length = headers.get("content-length");
        if (status == 204 || status == 304 || status == SWITCHING_PROTOCOLS) {
            part = Part.COMPLETE;
        } else if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            part = Part.CHUNK_SIZE;
        } else if (length == null) {
            part = Part.BODY_TO_END;
        } else if (!length.matches("[0-9]{1,18}")) {
            throw new MalformedAnswerException("its length is not a number");
        } else {
            expect(Long.parseLong(length));
            part = left == 0 ? Part.COMPLETE : Part.FIXED_BODY;
        }
    }

    private void takeChunkSize(String text) throws MalformedAnswerException {
        String size = text.split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw new MalformedAnswerException("the size of a chunk is not a number");
        }
        headBytes = 0;
        expect(Long.parseLong(size, 16));
        part = left == 0 ? Part.TRAILERS : Part.CHUNK;
    }

    private void expect(long bytes) throws MalformedAnswerException {
        if (bytes + body.size() > maxBody) {
            throw new MalformedAnswerException("its body is longer than " + maxBody + " bytes");
        }
        left = bytes;
    }

    private void copyBody(ByteBuffer bytes) throws MalformedAnswerException {
        int count = (int) Math.min(left, bytes.remaining());
        if (body.size() + count > maxBody) {
            throw new MalformedAnswerException("its body is longer than " + maxBody + " bytes");
        }
        byte[] piece = new byte[count];
        bytes.get(piece);
        body.write(piece, 0, count);
        left -= count;
        if (left == 0 && part != Part.BODY_TO_END) {
            part = part == Part.CHUNK ? Part.CHUNK_END : Part.COMPLETE;
        }
    }
}
