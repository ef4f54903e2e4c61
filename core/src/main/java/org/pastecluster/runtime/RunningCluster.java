package org.pastecluster.runtime;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterView;
import org.pastecluster.HistoryEntry;
import org.pastecluster.HostUrl;
import org.pastecluster.Leadership;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Member;
import org.pastecluster.Messages;
import org.pastecluster.NodeAddress;
import org.pastecluster.messenger.ClusterMessages;
import org.pastecluster.protocol.Input;

/** A cluster's face to its application, in front of an {@link Engine}. Thread-safe. */
public final class RunningCluster implements Cluster {

    private final Engine engine;
    private final Executor executor;
    private final Farewell farewell;
    private final Messages messages;
    private final Discoveries discoveries;

    /** A node that knows only the nodes of its settings, and those that it hears of. */
    public RunningCluster(EngineParts parts, Shutdown shutdown) {
        this(parts, shutdown, List.of(), "");
    }

    /**
     * @param sources what names nodes to it
     * @param name begins the names of their threads, behind {@code pastecluster-}
     */
    public RunningCluster(EngineParts parts, Shutdown shutdown, List<DiscoverySource> sources, String name) {
        this.engine = new Engine(parts);
        this.executor = parts.executor();
        this.messages = new ClusterMessages(engine.messenger());
        this.farewell = new Farewell(engine, parts.self().host(), shutdown);
        this.discoveries = new Discoveries(engine, sources, parts.time(), name);
    }

    /** Starts the node. Once; listeners that were added before miss nothing. What the transport throws comes out. */
    public void start() {
        farewell.watch();
        engine.start(discoveries.firstAnswer());
        discoveries.start();
        farewell.addHook();
    }

    @Override
    public ClusterView view() {
        return engine.standing().view();
    }

    @Override
    public Member self() {
        return view().self();
    }

    @Override
    public boolean isLeader() {
        HeldLeadership held = engine.standing().leadership();
        return held != null && held.isValid();
    }

    @Override
    public Optional<Leadership> leadership() {
        HeldLeadership held = engine.standing().leadership();
        return held != null && held.isValid() ? Optional.of(held) : Optional.empty();
    }

    @Override
    public boolean isSingle() {
        return view().isSingle();
    }

    @Override
    public List<HistoryEntry> history() {
        return engine.history();
    }

    @Override
    public ClusterHealth health() {
        return engine.health();
    }

    @Override
    public ListenerRegistration addListener(ClusterListener listener) {
        return addListener(listener.getClass().getName(), listener, executor);
    }

    @Override
    public ListenerRegistration addListener(String name, ClusterListener listener, Executor listenersOwn) {
        return engine.listeners().add(name, listener, listenersOwn);
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public void addNode(NodeAddress address) {
        engine.command(new Input.NodeAdded(address));
    }

    @Override
    public void register(NodeAddress address) {
        engine.command(new Input.Registered(address));
    }

    @Override
    public void scan() {
        engine.command(new Input.ScanRequested());
    }

    @Override
    public void remove(String host) {
        engine.command(new Input.RemovalRequested(HostUrl.normalise(host)));
    }

    @Override
    public void handOver() {
        engine.command(new Input.HandOverRequested());
    }

    @Override
    public CompletionStage<Void> leave() {
        farewell.leave();
        return engine.stopped();
    }

    /** Completes when the node has stopped, however it came to that. */
    CompletionStage<Void> stopped() {
        return engine.stopped();
    }

    @Override
    public CompletionStage<ClusterView> awaitLeader() {
        return engine.standing().awaitLeader();
    }

    @Override
    public void close() {
        farewell.close();
    }
}
