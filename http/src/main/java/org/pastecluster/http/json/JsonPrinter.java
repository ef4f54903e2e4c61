package org.pastecluster.http.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a value as JSON, without white space. */
public final class JsonPrinter {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(512);

    private JsonPrinter() {}

    /** In UTF-8. */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    static String text(@Nullable Object value) {
        JsonPrinter printer = new JsonPrinter();
        printer.print(value);
        return printer.out.toString();
    }

    private void print(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            printObject(object);
        } else if (value instanceof Iterable<?> values) {
            printArray(values);
        } else if (value instanceof String string) {
            printString(string);
        } else if (value instanceof JsonDecimal decimal) {
            out.append(decimal.text());
        } else if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("JSON has no form for " + value.getClass());
        }
    }

    private void printObject(JsonObject object) {
        char before = '{';
        for (Map.Entry<String, @Nullable Object> entry : object.values().entrySet()) {
            out.append(before);
            printString(entry.getKey());
            out.append(':');
            print(entry.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private void printArray(Iterable<?> values) {
        char before = '[';
        for (Object value : values) {
            out.append(before);
            print(value);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private void printString(String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || isLoneSurrogate(string, i)) {
                out.append("\\u")
                        .append(HEX.charAt(c >> 12 & 15))
                        .append(HEX.charAt(c >> 8 & 15))
                        .append(HEX.charAt(c >> 4 & 15))
                        .append(HEX.charAt(c & 15));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** UTF-8 has no form for one half of a pair; an escape keeps it. */
    private static boolean isLoneSurrogate(String string, int i) {
        char c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }
}
