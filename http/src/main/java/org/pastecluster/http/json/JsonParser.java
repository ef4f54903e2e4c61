package org.pastecluster.http.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value, strictly: nothing behind it, no name twice in an object, valid UTF-8, and no deeper than a limit. Its
 * work and memory are a small multiple of the text's length, whatever the text is.
 */
public final class JsonParser {

    private final String text;
    private final int maxDepth;
    private int at;

    private JsonParser(String text, int maxDepth) {
        this.text = text;
        this.maxDepth = maxDepth;
    }

    /**
     * Reads an object.
     *
     * @param maxDepth how many objects and arrays may lie inside each other
     */
    public static JsonObject object(byte[] utf8, int maxDepth) throws JsonException {
        Object value = value(utf8, maxDepth);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("a JSON object was expected");
    }

    /** Reads any value: a {@link JsonObject}, List, String, Long, {@link JsonDecimal}, Boolean or null. */
    public static @Nullable Object value(byte[] utf8, int maxDepth) throws JsonException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new JsonException("the text is not UTF-8");
        }
        JsonParser parser = new JsonParser(text, maxDepth);
        parser.skipSpace();
        Object value = parser.value(0);
        parser.skipSpace();
        if (parser.at < text.length()) {
            throw parser.unexpected("the end");
        }
        return value;
    }

    private @Nullable Object value(int depth) throws JsonException {
        return switch (peek()) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private int deeper(int depth) throws JsonException {
        if (depth >= maxDepth) {
            throw new JsonException("the JSON is nested deeper than " + maxDepth);
        }
        return depth + 1;
    }

    private JsonObject object(int depth) throws JsonException {
        JsonObject object = new JsonObject();
        at++;
        skipSpace();
        if (takes('}')) {
            return object;
        }
        do {
            skipSpace();
            if (peek() != '"') {
                throw unexpected("a name");
            }
            String name = string();
            skipSpace();
            expect(':');
            skipSpace();
            if (object.has(name)) {
                throw new JsonException("a name stands twice in an object, at " + at);
            }
            object.put(name, value(depth));
            skipSpace();
        } while (takes(','));
        expect('}');
        return object;
    }

    private List<@Nullable Object> array(int depth) throws JsonException {
        List<@Nullable Object> values = new ArrayList<>();
        at++;
        skipSpace();
        if (takes(']')) {
            return values;
        }
        do {
            skipSpace();
            values.add(value(depth));
            skipSpace();
        } while (takes(','));
        expect(']');
        return values;
    }

    private String string() throws JsonException {
        at++;
        int from = at;
        while (peek() != '"' && peek() != '\\') {
            plain();
        }
        if (peek() == '"') {
            return text.substring(from, at++);
        }
        StringBuilder value = new StringBuilder(text.substring(from, at));
        while (peek() != '"') {
            value.append(peek() == '\\' ? escaped() : plain());
        }
        at++;
        return value.toString();
    }

    private char plain() throws JsonException {
        char c = peek();
        if (c < ' ') {
            throw unexpected("a character of a string");
        }
        at++;
        return c;
    }

    private char escaped() throws JsonException {
        at++;
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected("an escape");
        };
    }

    private char unicode() throws JsonException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw unexpected("a hexadecimal digit");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object value) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw unexpected("a value");
        }
        at += word.length();
        return value;
    }

    private Object number() throws JsonException {
        int from = at;
        takes('-');
        int digits = at;
        boolean startsWithZero = at < text.length() && text.charAt(at) == '0';
        digits();
        boolean whole = true;
        if (startsWithZero && at - digits > 1) {
            throw new JsonException("a number begins with 0, at " + from);
        }
        if (takes('.')) {
            whole = false;
            digits();
        }
        if (takes('e') || takes('E')) {
            whole = false;
            if (!takes('+')) {
                takes('-');
            }
            digits();
        }
        String lexeme = text.substring(from, at);
        if (whole && lexeme.length() <= 20) {
            try {
                return Long.valueOf(lexeme);
            } catch (NumberFormatException tooLarge) {
                return new JsonDecimal(lexeme);
            }
        }
        return new JsonDecimal(lexeme);
    }

    private void digits() throws JsonException {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected("a value");
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean takes(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws JsonException {
        if (!takes(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private char peek() throws JsonException {
        if (at >= text.length()) {
            throw new JsonException("the JSON ends too early");
        }
        return text.charAt(at);
    }

    private JsonException unexpected(String expected) {
        return new JsonException("the JSON is malformed at " + at + ", where " + expected + " was expected");
    }
}
