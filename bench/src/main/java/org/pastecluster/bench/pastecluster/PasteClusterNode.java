package org.pastecluster.bench.pastecluster;

import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;
import org.pastecluster.server.ClusterServer;

/** A {@link ClusterServer} on a port of its own. */
public final class PasteClusterNode implements SystemNode {

    private static final String SECRET = "a-secret-of-the-bench-alone";

    private volatile @Nullable ClusterServer server;
    private volatile @Nullable NodePlan plan;

    @Override
    public void start(NodePlan nodes, Inbox inbox) {
        plan = nodes;
        server = ClusterServer.builder()
                .host(host(nodes.port()))
                .nodes(nodes.ports().stream().map(PasteClusterNode::host).collect(Collectors.joining(";")))
                .secret(SECRET)
                .start();
    }

    private static String host(int port) {
        return "http://" + NodePlan.ADDRESS + ":" + port;
    }

    @Override
    public void send(int target, byte[] body) {
        throw new UnsupportedOperationException("messages come with the core");
    }

    @Override
    public void broadcast(byte[] body) {
        throw new UnsupportedOperationException("messages come with the core");
    }

    @Override
    public boolean keepsBodies() {
        return true;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public int leader() {
        Cluster cluster = cluster();
        NodePlan nodes = plan;
        if (cluster == null || nodes == null) {
            return -1;
        }
        Member leader = cluster.view().leader();
        return leader == null ? -1 : nodes.indexOfPort(URI.create(leader.host()).getPort());
    }

    @Override
    public boolean leads() {
        Cluster cluster = cluster();
        return cluster != null && cluster.isLeader();
    }

    @Override
    public int members() {
        Cluster cluster = cluster();
        if (cluster == null) {
            return 0;
        }
        ClusterView view = cluster.view();
        return view.members().size();
    }

    private @Nullable Cluster cluster() {
        ClusterServer running = server;
        return running == null ? null : running.cluster();
    }

    @Override
    public void close() {
        ClusterServer running = server;
        if (running != null) {
            running.close();
        }
    }
}
