package org.pastecluster;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of what a node remembers: who led when, and why that changed.
 *
 * @param at when it was noted, on this node's wall clock
 * @param kind what kind of thing it tells
 * @param number the leadership that it is about; 0 for none
 * @param leader the leader that it is about; null for none
 * @param why the evidence or the reason, a sentence
 */
public record HistoryEntry(
        Instant at, HistoryKind kind, long number, @Nullable Member leader, String why) {

    public HistoryEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(why, "why");
    }
}
