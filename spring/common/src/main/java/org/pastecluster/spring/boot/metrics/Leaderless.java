package org.pastecluster.spring.boot.metrics;

import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterView;
import org.pastecluster.Role;

/** Adds up the time in which a running node knew no leader. Thread-safe. */
final class Leaderless implements ClusterListener {

    private static final double NANOS = 1e9;

    private final Cluster cluster;
    private long total;
    private long since;
    private boolean isWithout;

    Leaderless(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void onEvent(ClusterEvent event) {
        see(cluster.view(), System.nanoTime());
    }

    /** At that time the node saw this. */
    synchronized void see(ClusterView view, long nanos) {
        if (isWithout) {
            total += nanos - since;
        }
        since = nanos;
        isWithout = view.role() != Role.STOPPED && view.leader() == null;
    }

    double seconds() {
        return seconds(System.nanoTime());
    }

    synchronized double seconds(long nanos) {
        return (total + (isWithout ? nanos - since : 0)) / NANOS;
    }
}
