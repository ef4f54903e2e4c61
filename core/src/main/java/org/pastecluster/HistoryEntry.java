package org.pastecluster;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One line of what a node remembers: who led when, who came and went, and why.
 *
 * @param at when it was noted, on this node's wall clock
 * @param kind what kind of thing it tells
 * @param number the number of the leadership that it is about; empty for what is about none, such as a member that came
 * @param node whom it is about: who leads or competes, who came or went, who was suspected; null for nobody
 * @param why the evidence or the reason, a sentence
 */
public record HistoryEntry(
        Instant at,
        HistoryKind kind,
        OptionalLong number,
        @Nullable Member node,
        String why) {

    public HistoryEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(why, "why");
    }
}
