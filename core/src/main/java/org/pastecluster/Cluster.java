package org.pastecluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One node of a cluster, as its application sees it. All nodes agree on one leader; everybody may read who that is.
 *
 * <p>Thread-safe. Reading never waits and never throws, also after the node stopped. What changes something is given to the
 * node's own thread and returns at once; it throws {@link ClusterUnavailableException} when the node has stopped or when more
 * than 256 such requests wait.
 */
public interface Cluster extends AutoCloseable {

    /** What this node knows now. */
    ClusterView view();

    /** This node, as the others name it. */
    Member self();

    /** Whether this node may act as leader at this moment; as {@link Leadership#isValid()}. */
    boolean isLeader();

    /** The present leadership of this node; empty unless {@link #isLeader()}. */
    Optional<Leadership> leadership();

    /** Whether this node is the only member. */
    boolean isSingle();

    /** What this node remembers, oldest first; the last 256 lines. */
    List<HistoryEntry> history();

    /** Whether this node does its work, and what a person should mend. */
    ClusterHealth health();

    /**
     * Adds a listener on threads of the component. It is told first how things stand: of the leadership if this node leads,
     * and the view.
     */
    ListenerRegistration addListener(ClusterListener listener);

    /**
     * Adds a listener, as above.
     *
     * @param name what log lines call it
     * @param executor where it runs. If it runs tasks on the calling thread, the listener must not block.
     */
    ListenerRegistration addListener(String name, ClusterListener listener, Executor executor);

    /** Sends messages to other nodes and takes theirs. */
    Messages messages();

    /** Adds a node to those that are looked for. Returns before anything was sent. */
    void addNode(NodeAddress address);

    /** Says how this node is reached and named from now on. */
    void register(NodeAddress address);

    /** Looks for a leader again, as at the start. */
    void scan();

    /**
     * Takes a member out of the cluster, everywhere. It may join again if it lives.
     *
     * @param host the member's base URL
     * @throws ClusterConfigurationException when {@code host} is not a base URL
     */
    void remove(String host);

    /** Hands leadership to the best follower, if this node leads and has one, and stays a member. */
    void handOver();

    /**
     * Leaves the cluster politely: a leader hands over first, the others are told. The same stage for every call.
     *
     * @return completes when the node has stopped, however it came to that
     */
    CompletionStage<Void> leave();

    /**
     * Completes with a view that names a leader, at once if one is known. Fails with {@link ClusterUnavailableException} when
     * the node stops first. Completed on the threads that serve listeners.
     */
    CompletionStage<ClusterView> awaitLeader();

    /**
     * Leaves politely and waits for it: at most 2 seconds (settable) for the others, then stops without them, and at most
     * 1 second more until listeners have taken the last news. An interrupt ends the waiting and stays set. Calling it again
     * does nothing. Called on the node's own thread, as by a listener with an inline executor, it asks to leave and does not
     * wait.
     */
    @Override
    void close();
}
