package org.pastecluster.it.node;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a node can do wrong on purpose, by the environment variable {@code CHAOS_SABOTAGE}: so the judge is proved on real campaigns. */
enum Sabotage {
    /** Nothing. */
    NONE,
    /** Once it has led, it believes to lead for ever. */
    NEVER_YIELDS,
    /** One handler in twenty is called twice. */
    HANDLED_TWICE,
    /** One message in twenty is lost on its way to the handler, and is said to be delivered. */
    LOST_LINE,
    /** Leases run on the wall clock. */
    WALL_CLOCK;

    /** Reads {@code never-yields} and the like; null is none. */
    static Sabotage of(@Nullable String word) {
        return word == null || word.isEmpty()
                ? NONE
                : valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
