package org.pastecluster.spring.boot.node;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.bootstrap.PasteClusterBuilder;
import org.pastecluster.http.handler.ClusterHttpHandler;

/** Owns the application's node: one at a time, a new one for each start. Thread-safe. */
public final class NodeHolder implements AutoCloseable {

    private final Supplier<PasteClusterBuilder> recipe;
    private final RestartableCluster cluster;
    private @Nullable PasteCluster unstarted;
    private volatile @Nullable PasteCluster node;

    /**
     * @param nobody what the node is called before it has started
     * @param recipe makes each node
     * @param decorator around its messages
     */
    public NodeHolder(NodeAddress nobody, Supplier<PasteClusterBuilder> recipe, MessagesDecorator decorator) {
        this.recipe = recipe;
        this.cluster = new RestartableCluster(nobody, decorator);
    }

    /** The node as applications see it; the same object all the time. */
    public Cluster cluster() {
        return cluster;
    }

    /** Whether a node has been started, now or before. */
    public boolean hasStarted() {
        return cluster.hasStarted();
    }

    /** Who answers requests; null before a node was made. */
    public @Nullable ClusterHttpHandler handler() {
        PasteCluster present = node;
        return present == null ? null : present.handler();
    }

    /**
     * Makes the node that is started next; the same one until it is.
     *
     * @throws org.pastecluster.ClusterConfigurationException when its settings cannot work
     */
    public synchronized PasteCluster prepare() {
        PasteCluster made = unstarted;
        if (made == null) {
            made = recipe.get().messages(cluster::startWith).create();
            unstarted = made;
            node = made;
        }
        return made;
    }

    /**
     * Starts the node that {@link #prepare()} made.
     *
     * @throws ClusterUnavailableException when it was closed meanwhile
     */
    public synchronized void start(NodeAddress self) {
        PasteCluster made = unstarted;
        if (made == null) {
            throw new ClusterUnavailableException("The application stops before its node has started.");
        }
        Cluster started = made.startAt(self);
        unstarted = null;
        cluster.is(started);
    }

    /** Tells health why the node has not started. */
    public void troubledBy(String sentence) {
        cluster.troubledBy(sentence);
    }

    /** Leaves the cluster politely, as {@link PasteCluster#close()} does. Another node may be made afterwards. */
    @Override
    public void close() {
        PasteCluster present;
        synchronized (this) {
            present = node;
            unstarted = null;
            cluster.ends();
        }
        if (present != null) {
            present.close();
        }
    }
}
