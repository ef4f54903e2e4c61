package org.pastecluster.discovery.file;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.spi.NodeEntries;

/**
 * What the file says: the highest number, and the nodes with the day and hour of when each was last a member. Keeps the nodes that were
 * members latest. Not thread-safe.
 */
final class Memory {

    static final int MOST_NODES = 1000;

    private static final String HEAD =
            "# What a PasteCluster node remembers: the highest number of a leader, and nodes. It writes this file itself.";

    private final Map<String, Instant> nodes = new LinkedHashMap<>();
    private final NodeEntries read = new NodeEntries();
    private long number;

    /** Reads lines, each for itself: one that cannot be read spoils none of the others. */
    static Memory of(List<String> lines) {
        Memory memory = new Memory();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                memory.read(line.strip());
            }
        }
        return memory;
    }

    private void read(String line) {
        String[] words = line.split("\\s+", -1);
        if (words.length == 2 && words[0].equals("number")) {
            readNumber(line, words[1]);
        } else if (words.length == 3 && words[0].equals("node")) {
            readNode(line, words[1], words[2]);
        } else {
            read.addBad(line);
        }
    }

    private void readNumber(String line, String digits) {
        try {
            long value = Long.parseLong(digits);
            if (value >= 0 && value <= LeaderRef.HIGHEST_NUMBER) {
                see(value);
                return;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        read.addBad(line);
    }

    private void readNode(String line, String host, String moment) {
        NodeEntries one = new NodeEntries();
        one.add(host);
        try {
            Instant seen = Instant.parse(moment);
            if (!one.nodes().isEmpty()) {
                see(one.nodes().get(0).host(), seen);
                return;
            }
        } catch (DateTimeException noMoment) {
            // Said below.
        }
        read.addBad(line);
    }

    /** What could not be read, a sentence; null when all could. */
    @Nullable
    String complaint(String where) {
        return read.complaint(where);
    }

    /** The highest number; 0 for none. */
    long number() {
        return number;
    }

    /** The nodes, by base URL, each with when it was last a member. */
    Map<String, Instant> nodes() {
        return nodes;
    }

    /** Tells whether that is news. */
    boolean see(long seen) {
        boolean news = seen > number;
        number = Math.max(number, seen);
        return news;
    }

    /** This node was a member then. */
    void see(String host, Instant when) {
        Instant before = nodes.remove(host);
        nodes.put(host, before != null && before.isAfter(when) ? before : when);
    }

    /** Whether a node is not known, or was last seen longer before {@code now} than this. */
    boolean isOld(String host, Instant now, Duration age) {
        Instant seen = nodes.get(host);
        return seen == null || Duration.between(seen, now).compareTo(age) > 0;
    }

    /**
     * Drops nodes that were last seen longer before {@code now} than this, unless one was seen after {@code now}, for then the clock is not to
     * be believed; and of more than can be kept those that were longest not.
     */
    void forget(Instant now, Duration age) {
        if (nodes.values().stream().noneMatch(seen -> seen.isAfter(now))) {
            nodes.keySet().removeIf(host -> isOld(host, now, age));
        }
        while (nodes.size() > MOST_NODES) {
            nodes.remove(nodes.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey());
        }
    }

    /** The whole file. */
    String text() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        text.append("number ").append(number).append('\n');
        nodes.forEach((host, seen) ->
                text.append("node ").append(host).append(' ').append(seen).append('\n'));
        return text.toString();
    }
}
