package org.pastecluster.runtime;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pastecluster.HistoryEntry;
import org.pastecluster.HistoryKind;

/** The last lines of what a node remembers. Thread-safe. */
final class History {

    static final int CAPACITY = 256;

    private final ArrayDeque<HistoryEntry> entries = new ArrayDeque<>();

    synchronized void add(HistoryEntry entry) {
        if (repeatsItself(entry)) {
            return;
        }
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** Who competes in vain again and again would push out all that happened before. */
    private boolean repeatsItself(HistoryEntry entry) {
        var backwards = entries.descendingIterator();
        for (int i = 0; i < 2 && backwards.hasNext(); i++) {
            HistoryEntry before = backwards.next();
            if (before.kind() != HistoryKind.CLAIM) {
                return false;
            }
            if (entry.kind() == HistoryKind.CLAIM
                    && entry.why().equals(before.why())
                    && Objects.equals(entry.node(), before.node())) {
                return true;
            }
        }
        return false;
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
