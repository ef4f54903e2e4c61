package org.pastecluster.it.record;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Entries as lines: the kind, then the record's components in their order, with tabs between; lists with commas. What a component's text has of tabs and
 * ends of lines becomes a blank.
 */
public final class Lines<E> {

    /** For {@code bed.journal}. */
    public static final Lines<BedEntry> BED = new Lines<>(BedEntry.class);

    /** For the journals of nodes. */
    public static final Lines<NodeEntry> NODE = new Lines<>(NodeEntry.class);

    /** For {@code hostile.journal}. */
    public static final Lines<HostileEntry> HOSTILE = new Lines<>(HostileEntry.class);

    /** For {@code neighbours.journal}. */
    public static final Lines<NeighbourEntry> NEIGHBOURS = new Lines<>(NeighbourEntry.class);

    private final Map<String, Class<?>> kinds;
    private final Class<E> family;

    private Lines(Class<E> family) {
        this.family = family;
        this.kinds = Arrays.stream(family.getPermittedSubclasses())
                .collect(Collectors.toMap(Lines::word, Function.identity()));
    }

    private static String word(Class<?> kind) {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The line, without its end. */
    public String write(E entry) {
        StringJoiner line = new StringJoiner("\t");
        line.add(word(entry.getClass()));
        for (RecordComponent part : entry.getClass().getRecordComponents()) {
            line.add(text(value(part, entry)));
        }
        return line.toString();
    }

    private static Object value(RecordComponent part, Object entry) {
        try {
            return part.getAccessor().invoke(entry);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("A record's component cannot be read.", impossible);
        }
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Lines::text).collect(Collectors.joining(","));
        }
        return value.toString().replaceAll("[\t\r\n]", " ");
    }

    /** Reads a line; throws an {@link IllegalArgumentException} that quotes it where it is none. */
    public E read(String line) {
        String[] words = line.split("\t", -1);
        Class<?> kind = kinds.get(words[0]);
        if (kind == null || kind.getRecordComponents().length != words.length - 1) {
            throw new IllegalArgumentException("This is no whole line of a journal: '" + line + "'.");
        }
        RecordComponent[] parts = kind.getRecordComponents();
        Object[] values = new Object[parts.length];
        Class<?>[] types = new Class<?>[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            values[i] = value(parts[i], words[i + 1]);
        }
        try {
            return family.cast(kind.getDeclaredConstructor(types).newInstance(values));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalArgumentException("This is no line of a journal: '" + line + "'.", impossible);
        }
    }

    private static Object value(RecordComponent part, String word) {
        Class<?> type = part.getType();
        if (type == long.class) {
            return Long.parseLong(word);
        }
        if (type == int.class) {
            return Integer.parseInt(word);
        }
        if (type == boolean.class) {
            return Boolean.parseBoolean(word);
        }
        if (type == RunId.class) {
            return RunId.read(word);
        }
        if (type == List.class) {
            List<String> words = word.isEmpty() ? List.of() : List.of(word.split(",", -1));
            return part.getGenericType().getTypeName().contains("Integer")
                    ? words.stream().map(Integer::valueOf).toList()
                    : words;
        }
        return word;
    }
}
