package org.pastecluster.bench.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;

/** A member that listens to a topic of its own, and to one for all unless it is the node that sends there. The oldest member is the leader. */
public final class HazelcastNode implements SystemNode {

    /** Who broadcasts in this bench; a listener of its own would only cost it. */
    private static final int BROADCASTER = 1;

    private final List<ITopic<byte[]>> topics = new ArrayList<>();
    private @Nullable ITopic<byte[]> all;
    private @Nullable NodePlan plan;
    private volatile @Nullable HazelcastInstance instance;

    @Override
    public void start(NodePlan nodes, Inbox inbox) {
        plan = nodes;
        HazelcastInstance made = Hazelcast.newHazelcastInstance(config(nodes));
        for (int i = 0; i < nodes.size(); i++) {
            topics.add(made.getTopic("to-" + i));
        }
        all = made.getTopic("to-all");
        listen(topics.get(nodes.index()), inbox);
        if (nodes.index() != BROADCASTER) {
            listen(made.getTopic("to-all"), inbox);
        }
        instance = made;
    }

    private static void listen(ITopic<byte[]> topic, Inbox inbox) {
        var unused = topic.addMessageListener(message -> {
            byte[] body = message.getMessageObject();
            inbox.received(body, 0, body.length);
        });
    }

    private static Config config(NodePlan plan) {
        Config config = new Config();
        config.setClusterName("bench");
        config.setProperty("hazelcast.logging.type", "none");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(plan.port()).setPortAutoIncrement(false).setPublicAddress(NodePlan.ADDRESS + ":" + plan.port());
        network.getInterfaces().setEnabled(true).addInterface(NodePlan.ADDRESS);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        TcpIpConfig known = join.getTcpIpConfig().setEnabled(true);
        plan.ports().forEach(port -> known.addMember(NodePlan.ADDRESS + ":" + port));
        if (plan.isTuned()) {
            config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
            config.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
            config.setProperty("hazelcast.wait.seconds.before.join", "0");
            config.setProperty("hazelcast.max.wait.seconds.before.join", "1");
            config.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
            config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
            config.setProperty("hazelcast.event.thread.count", "1");
            config.getMetricsConfig().setEnabled(false);
        }
        return config;
    }

    @Override
    public void send(int target, byte[] body) {
        topics.get(target).publish(body);
    }

    @Override
    public void broadcast(byte[] body) {
        if (all != null) {
            all.publish(body);
        }
    }

    @Override
    public boolean keepsBodies() {
        return true;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    @Override
    public int leader() {
        HazelcastInstance running = instance;
        NodePlan nodes = plan;
        if (running == null || nodes == null) {
            return -1;
        }
        Iterator<Member> oldest = members(running).iterator();
        return oldest.hasNext() ? nodes.indexOfPort(oldest.next().getAddress().getPort()) : -1;
    }

    @Override
    public boolean leads() {
        HazelcastInstance running = instance;
        if (running == null) {
            return false;
        }
        Iterator<Member> oldest = members(running).iterator();
        return oldest.hasNext() && oldest.next().localMember();
    }

    @Override
    public int members() {
        HazelcastInstance running = instance;
        return running == null ? 0 : members(running).size();
    }

    private static Set<Member> members(HazelcastInstance running) {
        return running.getCluster().getMembers();
    }

    @Override
    public void close() {
        HazelcastInstance running = instance;
        if (running != null) {
            running.shutdown();
        }
    }
}
