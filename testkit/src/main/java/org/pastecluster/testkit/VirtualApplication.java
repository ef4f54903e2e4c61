package org.pastecluster.testkit;

import org.pastecluster.Cluster;

/** What a test does in each process of a {@link VirtualCluster} when it starts. */
@FunctionalInterface
public interface VirtualApplication {

    /**
     * A node was started or restarted; a listener that is added now misses nothing.
     *
     * @param node its number
     * @param cluster what its application holds in hand
     */
    void started(int node, Cluster cluster);
}
