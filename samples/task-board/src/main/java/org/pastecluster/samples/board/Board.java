package org.pastecluster.samples.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows.
 *
 * @param answeredBy the node whose view this is
 * @param leader who leads, by name; null while nobody does
 * @param tasks the first ones of {@link Tasks#list}
 * @param refused how many writes came with a lower token than another leader's
 */
record Board(
        String answeredBy,
        @Nullable String leader,
        List<Node> nodes,
        Tasks.Counts counts,
        List<Task> tasks,
        List<News.Line> news,
        long refused) {

    /** @param process which process of that name it is */
    record Node(String name, String process, String url) {}
}
