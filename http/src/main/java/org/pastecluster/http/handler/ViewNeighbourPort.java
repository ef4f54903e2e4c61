package org.pastecluster.http.handler;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetMessage;
import org.pastecluster.http.wire.DotNetNode;

/**
 * Answers from the view that this node holds. Nodes that are named are looked for, {@code remove} and {@code leave} take them
 * out, messages go to this node's listeners; a .NET master is not obeyed. As with .NET, {@code node_count} is filled for
 * {@code health} alone. Thread-safe.
 */
public final class ViewNeighbourPort implements NeighbourPort {

    private final Supplier<Cluster> cluster;
    private final @Nullable String nodeCode;
    private final Predicate<ClusterMessage> messages;

    /**
     * @param cluster the node; called only after it has started
     * @param nodeCode the code by which this node finds itself; null for none
     * @param messages takes a message; false when nobody takes it
     */
    public ViewNeighbourPort(Supplier<Cluster> cluster, @Nullable String nodeCode, Predicate<ClusterMessage> messages) {
        this.cluster = cluster;
        this.nodeCode = nodeCode;
        this.messages = messages;
    }

    @Override
    public CompletionStage<DotNetAnswer> health(Caller caller) {
        DotNetAnswer plain = answer(true);
        int count = cluster.get().view().members().size();
        return done(new DotNetAnswer(true, plain.master(), plain.node(), count));
    }

    @Override
    public CompletionStage<DotNetAnswer> ask(Caller caller) {
        return done(answer(true));
    }

    @Override
    public CompletionStage<DotNetAnswer> find(Caller caller, DotNetNode wanted) {
        DotNetAnswer plain = answer(true);
        boolean found = nodeCode != null && nodeCode.equals(wanted.nodeCode());
        DotNetNode node = plain.node();
        return done(new DotNetAnswer(
                true, plain.master(), found && node != null ? node.withNodeCode(nodeCode) : null, plain.nodeCount()));
    }

    @Override
    public CompletionStage<DotNetAnswer> join(Caller caller, DotNetNode node) {
        return done(answer(lookFor(node)));
    }

    @Override
    public CompletionStage<DotNetAnswer> vote(Caller caller, DotNetNode candidate) {
        return done(answer(true));
    }

    @Override
    public CompletionStage<DotNetAnswer> master(Caller caller, DotNetNode master, List<DotNetNode> nodes) {
        boolean known = lookFor(master);
        for (DotNetNode node : nodes) {
            known &= lookFor(node);
        }
        return done(answer(known));
    }

    @Override
    public CompletionStage<DotNetAnswer> leave(Caller caller, DotNetNode node) {
        return remove(caller, node);
    }

    @Override
    public CompletionStage<DotNetAnswer> remove(Caller caller, DotNetNode node) {
        try {
            cluster.get().remove(node.host());
            return done(answer(true));
        } catch (ClusterConfigurationException notAHost) {
            return done(answer(false));
        }
    }

    @Override
    public CompletionStage<DotNetAnswer> msg(Caller caller, DotNetMessage message) {
        return done(answer(deliver(caller, message)));
    }

    @Override
    public CompletionStage<DotNetAnswer> push(Caller caller, DotNetMessage message) {
        return done(answer(deliver(caller, message)));
    }

    private boolean deliver(Caller caller, DotNetMessage message) {
        DotNetNode sender = message.from();
        String from = sender != null ? sender.host() : caller.host() == null ? "" : caller.host();
        String body = message.body() == null ? "" : message.body();
        long sentAtMillis = Math.floorMod(message.time(), 1L << 40) * 1000;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Message content = Message.read(message.type(), true, bytes, 0, bytes.length, Map.of());
        return messages.test(new ClusterMessage(from, 0, content, sentAtMillis));
    }

    private boolean lookFor(DotNetNode node) {
        try {
            String name = node.name() == null ? "" : node.name();
            NodeAddress address = new NodeAddress(node.host(), node.id(), node.group(), name);
            if (!address.host().equals(cluster.get().self().host())) {
                cluster.get().addNode(address);
            }
            return true;
        } catch (ClusterConfigurationException notAHost) {
            return false;
        }
    }

    private DotNetAnswer answer(boolean success) {
        ClusterView view = cluster.get().view();
        Member leader = view.leader();
        return new DotNetAnswer(success, leader == null ? null : DotNetNode.of(leader), DotNetNode.of(view.self()), 0);
    }

    private static CompletionStage<DotNetAnswer> done(DotNetAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
