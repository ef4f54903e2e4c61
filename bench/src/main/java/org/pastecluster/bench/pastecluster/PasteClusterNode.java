package org.pastecluster.bench.pastecluster;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.WhenFull;
import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;
import org.pastecluster.http.AuthMode;
import org.pastecluster.server.ClusterServer;

/** A {@link ClusterServer} on a port of its own. */
public final class PasteClusterNode implements SystemNode {

    private static final String SECRET = "a-secret-of-the-bench-alone";

    private static final int TYPE = 11;
    private static final LaneSettings SETTINGS =
            LaneSettings.DEFAULT.whenFull(WhenFull.BLOCK).timeToLive(Duration.ofMinutes(5));

    private volatile @Nullable ClusterServer server;
    private volatile @Nullable Lane lane;
    private volatile @Nullable Inbox inbox;
    private volatile List<Target> targets = List.of();
    private volatile @Nullable NodePlan plan;

    @Override
    public void start(NodePlan nodes, Inbox takes) {
        plan = nodes;
        inbox = takes;
        targets = nodes.ports().stream().map(port -> Target.host(host(port))).toList();
        ClusterServer started = ClusterServer.builder()
                .host(host(nodes.port()))
                .nodes(nodes.ports().stream().map(PasteClusterNode::host).collect(Collectors.joining(";")))
                .secret(SECRET)
                .auth(nodes.isTuned() ? AuthMode.TOKEN : AuthMode.SIGNED)
                .messages(messages -> register(messages, nodes.isTuned(), takes))
                .start();
        server = started;
        lane = started.cluster().messages().openLane(SETTINGS);
    }

    private static void register(Messages messages, boolean isTuned, Inbox takes) {
        if (isTuned) {
            // The handler of the bench never blocks.
            var unused = messages.on(TYPE, message -> hand(message, takes), Runnable::run);
        } else {
            var unused = messages.on(TYPE, message -> hand(message, takes));
        }
    }

    private static void hand(ClusterMessage message, Inbox takes) {
        byte[] body = message.bytes();
        takes.received(body, 0, body.length);
    }

    private static String host(int port) {
        return "http://" + NodePlan.ADDRESS + ":" + port;
    }

    @Override
    public void send(int target, byte[] body) {
        send(targets.get(target), body);
    }

    @Override
    public void broadcast(byte[] body) {
        send(Target.others(), body);
    }

    private void send(Target target, byte[] body) {
        Lane way = lane;
        Inbox takes = inbox;
        if (way == null || takes == null) {
            return;
        }
        var unused = way.send(target, Message.bytes(TYPE, body)).whenComplete((delivery, failure) -> {
            if (delivery != null) {
                count(delivery, takes);
            }
        });
    }

    private static void count(Delivery delivery, Inbox takes) {
        long delivered = 0;
        for (Delivery.Outcome outcome : delivery.outcomes()) {
            delivered += outcome.verdict() == Verdict.DELIVERED ? 1 : 0;
        }
        takes.acknowledged(delivered);
    }

    @Override
    public boolean keepsBodies() {
        return false;
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
