package org.pastecluster.it.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    private final Class<E> family;
    private final Map<String, Kind> byWord = new HashMap<>();
    private final Map<Class<?>, Kind> byClass = new HashMap<>();

    /** One record of the family; looked at once, for there are millions of lines. */
    private record Kind(String word, List<RecordComponent> parts, Constructor<?> maker) {}

    private Lines(Class<E> family) {
        this.family = family;
        for (Class<?> each : family.getPermittedSubclasses()) {
            Kind kind = kind(each);
            byWord.put(kind.word, kind);
            byClass.put(each, kind);
        }
    }

    private static Kind kind(Class<?> each) {
        List<RecordComponent> parts = List.of(each.getRecordComponents());
        Class<?>[] types = parts.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new Kind(each.getSimpleName().toLowerCase(Locale.ROOT), parts, each.getDeclaredConstructor(types));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("A record has no constructor.", impossible);
        }
    }

    /** The line, without its end. */
    public String write(E entry) {
        Kind kind = Objects.requireNonNull(byClass.get(entry.getClass()), "sealed");
        StringBuilder line = new StringBuilder(kind.word);
        for (RecordComponent part : kind.parts) {
            line.append('\t').append(text(value(part, entry)));
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
        if (value instanceof Number) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Lines::text).collect(Collectors.joining(","));
        }
        return value.toString().replace('\t', ' ').replace('\r', ' ').replace('\n', ' ');
    }

    /** Reads a line; throws an {@link IllegalArgumentException} that quotes it where it is none. */
    public E read(String line) {
        List<String> words = words(line);
        Kind kind = byWord.get(words.get(0));
        if (kind == null || kind.parts.size() != words.size() - 1) {
            throw new IllegalArgumentException("This is no whole line of a journal: '" + line + "'.");
        }
        Object[] values = new Object[kind.parts.size()];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = value(kind.parts.get(i), words.get(i + 1));
            }
            return family.cast(kind.maker.newInstance(values));
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            throw new IllegalArgumentException("This is no line of a journal: '" + line + "'.", unreadable);
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', from)) {
            words.add(line.substring(from, tab));
            from = tab + 1;
        }
        words.add(line.substring(from));
        return words;
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
