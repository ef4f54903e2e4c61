package org.pastecluster.http.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: names and values in order. What is read by a name that is missing or null has a meaning of its own; what is
 * of another type than asked for is an error. Names that nobody asks for are ignored. Not thread-safe.
 */
public final class JsonObject {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** An object without values. */
    public JsonObject() {}

    /**
     * Adds a value, or replaces it.
     *
     * @param value a JsonObject, a list, a String, a whole number, a Boolean or null
     */
    public JsonObject put(String name, @Nullable Object value) {
        values.put(name, value instanceof Integer number ? Long.valueOf(number) : value);
        return this;
    }

    /** Adds a 64-bit number as text, because readers in other languages may keep 53 bits only. */
    public JsonObject putLong(String name, long value) {
        return put(name, Long.toString(value));
    }

    /** Whether there is a value of that name, of whatever type, that is not null. */
    public boolean isGiven(String name) {
        return values.get(name) != null;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    /** The text of that name; null when it is missing. */
    public @Nullable String text(String name) throws JsonException {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, "a text");
    }

    public String text(String name, String missing) throws JsonException {
        String text = text(name);
        return text == null ? missing : text;
    }

    /** A whole number of 64 bits, also one that stands as text; {@code missing} when there is none. */
    public long number(String name, long missing) throws JsonException {
        Object value = values.get(name);
        if (value == null) {
            return missing;
        }
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof String text && !text.isEmpty() && text.length() <= 20) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException notANumber) {
                throw wrong(name, "a whole number");
            }
        }
        throw wrong(name, "a whole number");
    }

    public int integer(String name) throws JsonException {
        long number = number(name, 0);
        if (number != (int) number) {
            throw wrong(name, "a whole number of 32 bits");
        }
        return (int) number;
    }

    /** False when it is missing. */
    public boolean flag(String name) throws JsonException {
        Object value = values.get(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    /** The object of that name; null when it is missing. */
    public @Nullable JsonObject object(String name) throws JsonException {
        Object value = values.get(name);
        if (value == null || value instanceof JsonObject) {
            return (JsonObject) value;
        }
        throw wrong(name, "an object");
    }

    /** The names and texts of the object of that name, in order, without those that are null; empty when it is missing. */
    public Map<String, String> textsByName(String name) throws JsonException {
        JsonObject object = object(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (object != null) {
            for (Map.Entry<String, @Nullable Object> each : object.values.entrySet()) {
                if (each.getValue() instanceof String text) {
                    texts.put(each.getKey(), text);
                } else if (each.getValue() != null) {
                    throw wrong(name, "an object of texts");
                }
            }
        }
        return texts;
    }

    public JsonObject requiredObject(String name) throws JsonException {
        JsonObject object = object(name);
        if (object == null) {
            throw new JsonException("'" + name + "' is missing");
        }
        return object;
    }

    public String requiredText(String name) throws JsonException {
        String text = text(name);
        if (text == null) {
            throw new JsonException("'" + name + "' is missing");
        }
        return text;
    }

    /** The objects of an array; empty when it is missing. */
    public List<JsonObject> objects(String name) throws JsonException {
        List<JsonObject> objects = new ArrayList<>();
        for (Object value : array(name)) {
            if (!(value instanceof JsonObject object)) {
                throw wrong(name, "an array of objects");
            }
            objects.add(object);
        }
        return objects;
    }

    /** The texts of an array; empty when it is missing. */
    public List<String> texts(String name) throws JsonException {
        List<String> texts = new ArrayList<>();
        for (Object value : array(name)) {
            if (!(value instanceof String text)) {
                throw wrong(name, "an array of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private List<?> array(String name) throws JsonException {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "an array");
    }

    private static JsonException wrong(String name, String expected) {
        return new JsonException("'" + name + "' must be " + expected);
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return JsonPrinter.text(this);
    }

    /** The JSON text in UTF-8. */
    public byte[] toBytes() {
        return JsonPrinter.bytes(this);
    }
}
