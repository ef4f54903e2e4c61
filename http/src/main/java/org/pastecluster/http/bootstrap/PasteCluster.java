package org.pastecluster.http.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.bootstrap.ClusterBuilder;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.client.NodeClient;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.http.handler.NeighbourPort;
import org.pastecluster.http.handler.ProtocolNeighbourPort;
import org.pastecluster.http.handler.ViewNeighbourPort;
import org.pastecluster.http.wire.DotNetMessage;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.spi.TimeSource;

/**
 * One node of a cluster that speaks HTTP. Its {@link #handler()} serves requests from the moment it is made, so that the port
 * may open before the node starts: until then it answers that it is starting. Thread-safe.
 */
public final class PasteCluster implements AutoCloseable {

    private static final Duration FORWARDING = Duration.ofSeconds(4);

    private final HttpSettings http;
    private final long incarnation;
    private final @Nullable String host;
    private final List<NodeAddress> nodes;
    private final HttpTransport transport;
    private final Function<@Nullable NodeAddress, ClusterSettings> settings;
    private final Consumer<ClusterBuilder> parts;
    private final boolean shutdownHook;
    private @Nullable Cluster cluster;
    private @Nullable LateStart lateStart;
    private boolean closed;

    /**
     * @param host its own URL, if it was set
     * @param nodes the nodes it knows
     * @param parts adds listeners, handlers and what else the node is made of
     * @param settings makes the node's settings, for its own address or, given null, for the one that was set
     */
    PasteCluster(
            HttpSettings http,
            long incarnation,
            @Nullable String host,
            List<NodeAddress> nodes,
            Function<@Nullable NodeAddress, ClusterSettings> settings,
            Consumer<ClusterBuilder> parts,
            boolean shutdownHook) {
        this.http = http;
        this.incarnation = incarnation;
        this.host = host;
        this.nodes = List.copyOf(nodes);
        this.settings = settings;
        this.parts = parts;
        this.shutdownHook = shutdownHook;
        this.transport = new HttpTransport(http, incarnation, TimeSource.system());
        transport.handler().checkAddressesWith(new CallingBack(transport.client(), ownAddress(), this::peers));
    }

    public static PasteClusterBuilder builder() {
        return new PasteClusterBuilder();
    }

    /** What an adapter hands requests to. */
    public ClusterHttpHandler handler() {
        return transport.handler();
    }

    /** How this node calls others. */
    public NodeClient client() {
        return transport.client();
    }

    /** Finds or checks this node's own URL, once its port is open. */
    public OwnAddress ownAddress() {
        return new OwnAddress(transport.client(), incarnation, http.nodeCode());
    }

    /** Who may be asked what they find at a URL. */
    private synchronized List<NodeAddress> peers() {
        Cluster started = cluster;
        return started == null
                ? nodes
                : started.view().members().stream()
                        .filter(member -> !member.equals(started.self()))
                        .map(Member::address)
                        .toList();
    }

    /**
     * Starts the node at the address that was set, and returns at once.
     *
     * @throws org.pastecluster.ClusterConfigurationException when no address was set
     */
    public Cluster start() {
        return start((NodeAddress) null);
    }

    /**
     * Starts the node as soon as a call to its own URL comes back to it: at the one that was set, or else at the one that it
     * finds as {@link OwnAddress#find} does. Returns at once. For hosts that open their port after the application was made, as
     * servlet containers do: a node that took part before it can be reached would be suspected at once. Calling it again
     * returns the same stage.
     *
     * @param log takes sentences for whoever looks after the application
     * @return fails with a {@link org.pastecluster.ClusterConfigurationException} that names the fix when the URL leads to another
     *     node for ten seconds, or nowhere for ten minutes
     */
    public synchronized CompletionStage<Cluster> startWhenReachable(Consumer<String> log) {
        if (lateStart == null) {
            lateStart = new LateStart(this, host, nodes, log);
            lateStart.begin();
        }
        return lateStart.started();
    }

    /** Starts the node at an address that {@link #ownAddress()} found. */
    public Cluster startAt(NodeAddress self) {
        return start(self);
    }

    private synchronized Cluster start(@Nullable NodeAddress self) {
        TimeSource time = TimeSource.system();
        return start(
                self,
                supplier -> new ProtocolNeighbourPort(
                        new ViewNeighbourPort(supplier, http.nodeCode(), transport::deliver),
                        supplier,
                        transport::receive,
                        (member, message) -> forward(supplier.get().self().host(), member, message),
                        time::nanos));
    }

    /** Nodes of this project may take signed requests only, .NET nodes take tokens only. */
    private void forward(String self, Member to, DotNetMessage message) {
        NodeClient client = transport.client();
        var unused = to.isNeighbour()
                ? client.askDotNet(to.host(), Operation.MSG, self, null, message.write(), FORWARDING)
                : client.ask(to.host(), Operation.MSG, message.write(), FORWARDING);
    }

    /**
     * Starts the node with an own answer to .NET neighbours.
     *
     * @param self its address; null for the one that was set
     * @throws ClusterUnavailableException after {@link #close()}
     * @param port makes the answerer, given the node, which may be asked for only after this returned
     */
    public synchronized Cluster start(@Nullable NodeAddress self, Function<Supplier<Cluster>, NeighbourPort> port) {
        if (closed) {
            throw new ClusterUnavailableException("This node was closed; make a new one.");
        }
        if (cluster != null) {
            throw new IllegalStateException("This node was started before; make a new one.");
        }
        ClusterBuilder builder = ClusterBuilder.of(settings.apply(self))
                .transport(transport)
                .incarnation(incarnation)
                .shutdownHook(shutdownHook);
        parts.accept(builder);
        Cluster started = builder.start();
        cluster = started;
        transport.self(started.self().host());
        transport.handler().serve(started, port.apply(() -> started));
        return started;
    }

    /**
     * The node.
     *
     * @throws ClusterUnavailableException before it was started
     */
    public synchronized Cluster cluster() {
        Cluster started = cluster;
        if (started == null) {
            throw new ClusterUnavailableException("The node has not been started; call start() first.");
        }
        return started;
    }

    /** Leaves the cluster politely, as {@link Cluster#close()} does, and ends all threads. */
    @Override
    public void close() {
        Cluster started;
        LateStart starting;
        synchronized (this) {
            closed = true;
            started = cluster;
            starting = lateStart;
        }
        if (starting != null) {
            starting.close();
        }
        if (started != null) {
            started.close();
        }
        transport.close();
    }
}
