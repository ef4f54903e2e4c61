package org.pastecluster.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;

/**
 * Says where nodes are: a name service, a database, a file. Nodes that are started apart from each other find each other by it; once
 * they have, the cluster does without it.
 *
 * <p>The methods are called one at a time, on a thread that is there for nothing else, so that they may wait. What takes longer than 5 s is
 * interrupted and counts as failed. If it has not returned 1 s later, asking goes on without it, on another thread: two calls may then run
 * at a time, never more. What they throw is logged once and shown by {@link org.pastecluster.Cluster#health()}; the node goes on with
 * what it knows, and asks again after 1 s, then after twice as long each time, up to a minute or the interval, whichever is longer.
 */
public interface Discovery {

    /**
     * All nodes that it knows of, in any order; this one may be among them. Of an address only the base URL counts. At most 1,024 are
     * taken. They are looked for as long as they are named, and remembered afterwards as nodes are that left.
     *
     * <p>Called at the start of the node, and then once in each interval. A node that never was in a cluster founds none before the
     * first answer, but for at most 2 s. A failure is no answer: within these 2 s, it is asked again after 250 ms.
     *
     * @throws Exception when it cannot tell
     */
    List<NodeAddress> find() throws Exception;

    /**
     * What is to be mended although {@link #find} could answer, such as entries that are no addresses and were left out: a sentence that
     * says what, where and what to do, or null when all is well. Called after each {@link #find} that gave an answer, on the same thread; it
     * is logged once and shown by {@link org.pastecluster.Cluster#health()} until it is null again.
     */
    default @Nullable String complaint() {
        return null;
    }

    /**
     * Makes this node known, for as long as a few intervals. Called before each {@link #find}, so that an entry may expire.
     *
     * @param self this process, and how it is reached and named now. An entry that tells its incarnation too can be told from that of the
     *     next process at the same address, as {@link #lost} needs it
     * @throws Exception when that did not work
     */
    default void register(Member self) throws Exception {}

    /**
     * A member has left the cluster, or is dead: its entry may be deleted, if it is of that process. Every node calls this that saw
     * it, unless another process is a member at the same address by then. It may be a mistake, as in a split network: then that
     * node {@linkplain #register registers} again.
     *
     * @throws Exception when that did not work
     */
    default void lost(Member member) throws Exception {}
}
