package org.pastecluster.spring;

import java.util.concurrent.CompletionStage;

/**
 * Work that has to end before this node leaves its cluster: a bean of this type is asked when the application begins to stop, before
 * its web server does. As long as it works, the node stays a member, and leader if it leads.
 */
@FunctionalInterface
public interface ClusterDrain {

    /**
     * Begins nothing new from now on. Called once at each stop, on a thread of its own, which it may keep while it works; what it throws is logged and taken
     * for the end of the work.
     *
     * @return completes, in whatever way, when the work has ended; waited for no longer than {@code pastecluster.drain}
     */
    CompletionStage<?> drain();

    /** Time is over: ends by force what is still running. Called once after {@code pastecluster.drain}; then a second is waited. */
    default void interrupt() {}
}
