package org.pastecluster.runtime;

import java.util.ArrayDeque;
import java.util.List;
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

    synchronized List<HistoryEntry> entries() {
        return List.copyOf(entries);
    }
}
