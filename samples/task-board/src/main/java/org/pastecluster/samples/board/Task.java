package org.pastecluster.samples.board;

import org.jspecify.annotations.Nullable;

/**
 * A task as it stands.
 *
 * @param state {@code open}, {@code given} or {@code done}
 * @param attempt how often it was given to a node
 * @param node to which one last; null before the first
 * @param elapsed seconds since that one began; null before it has
 */
record Task(
        long id,
        String title,
        double seconds,
        String state,
        int attempt,
        @Nullable String node,
        @Nullable Double elapsed) {}
