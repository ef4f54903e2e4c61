package org.pastecluster.simulation.growth;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** How many bytes an object is as JSON without white space, summed up field by field. For texts that need no escapes. */
final class Json {

    /** Two quotes, a colon, and the comma or brace behind the value. */
    private static final int FIELD = 4;

    private static final int QUOTES = 2;
    private static final int BRACKETS = 2;
    private static final int NULL = 4;

    private long bytes = 1;
    private boolean empty = true;

    private Json add(String name, long value) {
        bytes += name.length() + FIELD + value;
        empty = false;
        return this;
    }

    Json text(String name, @Nullable String value) {
        return add(name, value == null ? NULL : value.length() + QUOTES);
    }

    /** A number that stands as text. */
    Json number(String name, long value) {
        return add(name, digits(value) + QUOTES);
    }

    Json bare(String name, long value) {
        return add(name, digits(value));
    }

    Json flag(String name, boolean value) {
        return add(name, value ? "true".length() : "false".length());
    }

    /** An object of which the size is known; 0 stands for null. */
    Json object(String name, long size) {
        return add(name, size == 0 ? NULL : size);
    }

    <T> Json list(String name, List<T> values, ToLongFunction<T> size) {
        long sum = values.isEmpty() ? BRACKETS : BRACKETS - 1L + values.size();
        for (T value : values) {
            sum += size.applyAsLong(value);
        }
        return add(name, sum);
    }

    /** Its size. */
    long size() {
        return empty ? BRACKETS : bytes;
    }

    private static int digits(long value) {
        return Long.toString(value).length();
    }
}
