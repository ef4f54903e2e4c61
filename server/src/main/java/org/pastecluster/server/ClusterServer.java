package org.pastecluster.server;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.server.tomcat.EmbeddedTomcat;

/**
 * A node of a cluster with a web server of its own, for programs that have none. Its threads are daemons: a program that ends
 * is not kept alive by it, and the node leaves the cluster politely then. Thread-safe.
 */
public final class ClusterServer implements AutoCloseable {

    private final PasteCluster node;
    private final EmbeddedTomcat tomcat;
    private final long openSinceNanos;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Thread hook;

    ClusterServer(PasteCluster node, EmbeddedTomcat tomcat, long openSinceNanos) {
        this.node = node;
        this.tomcat = tomcat;
        this.openSinceNanos = openSinceNanos;
    }

    /** Collects what it needs: a secret, and its own URL or a list of nodes that has it. */
    public static ClusterServerBuilder builder() {
        return new ClusterServerBuilder();
    }

    /** The cluster, as this node sees it. */
    public Cluster cluster() {
        return node.cluster();
    }

    /** The port that is open. */
    public int port() {
        return tomcat.port();
    }

    /** Since when the port has been open, on the clock of {@link System#nanoTime()}. */
    public long openSinceNanos() {
        return openSinceNanos;
    }

    /**
     * Makes the end of the JVM the server's end too. The port is closed with the node, because the JVM may take some tenths of a
     * second to end, in which a port that is open leaves callers without an answer.
     */
    void closeAtEnd() {
        Thread thread = new Thread(this::close, "pastecluster-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            hook = thread;
        } catch (IllegalStateException alreadyShuttingDown) {
            close();
        }
    }

    /** Leaves the cluster politely, for some seconds at most, and closes the port. Calling it again does nothing. */
    @Override
    public void close() {
        node.close();
        if (closed.compareAndSet(false, true)) {
            tomcat.close();
            removeHook();
        }
    }

    private void removeHook() {
        Thread registered = hook;
        if (registered == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(registered);
        } catch (IllegalStateException jvmEnds) {
            // The hook runs, or has run.
        }
    }
}
