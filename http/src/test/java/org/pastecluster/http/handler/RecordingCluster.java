package org.pastecluster.http.handler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.HistoryEntry;
import org.pastecluster.HistoryKind;
import org.pastecluster.HostUrl;
import org.pastecluster.Leadership;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Member;
import org.pastecluster.Messages;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.Verdict;

/** A cluster that stands still and writes down what it is told to do. */
final class RecordingCluster implements Cluster {

    final List<String> commands = new CopyOnWriteArrayList<>();
    final RecordingMessages messages;
    volatile ClusterView view;
    volatile boolean leads;
    volatile ClusterHealth health = new ClusterHealth(ClusterHealth.Status.UP, List.of(), Instant.EPOCH);

    RecordingCluster() {
        Member self = new Member(new NodeAddress("http://10.0.0.1:8080", 1, 2, "one"), 11);
        Member leader = new Member(new NodeAddress("http://10.0.0.2:8080", 2, 2, "two"), 22);
        view = new ClusterView(self, Role.FOLLOWING, 7, 3, leader, List.of(leader, self));
        messages = new RecordingMessages(new Delivery(List.of(new Delivery.Outcome(leader, Verdict.DELIVERED, ""))));
    }

    void stop() {
        view = new ClusterView(view.self(), Role.STOPPED, 7, 3, null, List.of(view.self()));
    }

    @Override
    public ClusterView view() {
        return view;
    }

    @Override
    public Member self() {
        return view.self();
    }

    @Override
    public boolean isLeader() {
        return leads;
    }

    @Override
    public Optional<Leadership> leadership() {
        return Optional.empty();
    }

    @Override
    public boolean isSingle() {
        return view.isSingle();
    }

    @Override
    public List<HistoryEntry> history() {
        return List.of(new HistoryEntry(
                Instant.ofEpochSecond(1_800_000_000),
                HistoryKind.LEADER,
                OptionalLong.of(7),
                view.leader(),
                "it said so"));
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public ClusterHealth health() {
        return health;
    }

    @Override
    public ListenerRegistration addListener(ClusterListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ListenerRegistration addListener(String name, ClusterListener listener, Executor executor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addNode(NodeAddress address) {
        commands.add("add " + address);
    }

    @Override
    public void register(NodeAddress address) {
        commands.add("register " + address);
    }

    @Override
    public void scan() {
        commands.add("scan");
    }

    @Override
    public void remove(String host) {
        commands.add("remove " + HostUrl.normalise(host));
    }

    @Override
    public void handOver() {
        commands.add("hand over");
    }

    @Override
    public CompletionStage<Void> leave() {
        commands.add("leave");
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<ClusterView> awaitLeader() {
        return CompletableFuture.completedStage(view);
    }

    @Override
    public void close() {
        commands.add("close");
    }
}
