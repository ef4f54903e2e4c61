package org.pastecluster.runtime;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.HistoryEntry;

/** The last lines of what a node remembers. Thread-safe. */
final class History {

    static final int CAPACITY = 256;

    private final ArrayDeque<HistoryEntry> entries = new ArrayDeque<>();

    synchronized void add(HistoryEntry entry) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /**
     * Why there is no leader, as far as anything was noted: the last leadership that ended or competition that came to nothing,
     * since somebody led; null for nothing.
     */
    synchronized @Nullable String lastSetback() {
        var backwards = entries.descendingIterator();
        while (backwards.hasNext()) {
            HistoryEntry entry = backwards.next();
            switch (entry.kind()) {
                case LOST -> {
                    return entry.why();
                }
                case CLAIM -> {
                    // A claim that runs has a number; one that was given up is about none.
                    if (entry.number().isEmpty()) {
                        return entry.why();
                    }
                }
                case ACQUIRED, OUTBID, LEADER -> {
                    return null;
                }
                default -> {}
            }
        }
        return null;
    }

    synchronized List<HistoryEntry> entries() {
        return List.copyOf(entries);
    }
}
