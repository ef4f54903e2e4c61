package org.pastecluster.http.bootstrap;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterSettingsBuilder;
import org.pastecluster.Messages;
import org.pastecluster.NodeAddress;
import org.pastecluster.bootstrap.ClusterBuilder;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.HttpSettingsBuilder;
import org.pastecluster.spi.Measurements;

/** Collects what a node needs. A secret is required; everything else has a default. Not thread-safe. */
public final class PasteClusterBuilder {

    private final HttpSettingsBuilder http = HttpSettings.builder();
    private Consumer<ClusterBuilder> parts = builder -> {};
    private List<NodeAddress> nodes = List.of();
    private Consumer<ClusterSettingsBuilder> tuning = settings -> {};
    private @Nullable String host;
    private int id;
    private int group;
    private String name = "";
    private Measurements measurements = Measurements.NONE;
    private boolean shutdownHook = true;

    PasteClusterBuilder() {}

    /**
     * This node's own base URL, such as {@code http://192.0.2.3:8080}. Left out, {@link PasteCluster#startWhenReachable} finds
     * the node's entry in the list.
     */
    public PasteClusterBuilder host(@Nullable String value) {
        host = value;
        return this;
    }

    /** Its number; by default the one that its entry in the list has. */
    public PasteClusterBuilder id(int value) {
        id = value;
        return this;
    }

    /** The number of its group; by default the one that its entry in the list has. */
    public PasteClusterBuilder group(int value) {
        group = value;
        return this;
    }

    /** Its name; by default the one that its entry in the list has. */
    public PasteClusterBuilder name(String value) {
        name = value;
        return this;
    }

    /** The nodes it knows, as {@code host[,id[,group[,name]]]} joined by {@code ;}. */
    public PasteClusterBuilder nodes(String list) {
        return nodes(NodeAddress.parseList(list));
    }

    public PasteClusterBuilder nodes(List<NodeAddress> known) {
        nodes = List.copyOf(known);
        return this;
    }

    /** As {@link HttpSettingsBuilder#secret}. */
    public PasteClusterBuilder secret(String value) {
        http.secret(value);
        return this;
    }

    /** As {@link HttpSettingsBuilder#auth}. */
    public PasteClusterBuilder auth(AuthMode... modes) {
        http.auth(modes);
        return this;
    }

    /** The code that {@code find} answers to, by which .NET nodes find themselves; this node finds its own entry without it. */
    public PasteClusterBuilder code(@Nullable String value) {
        http.nodeCode(value);
        return this;
    }

    /** Sets what else HTTP has to set. */
    public PasteClusterBuilder http(Consumer<HttpSettingsBuilder> changes) {
        changes.accept(http);
        return this;
    }

    /** Sets heartbeats, leases and what else the cluster has to set. */
    public PasteClusterBuilder cluster(Consumer<ClusterSettingsBuilder> changes) {
        tuning = tuning.andThen(changes);
        return this;
    }

    /** Adds a listener that misses nothing from the start on. */
    public PasteClusterBuilder listener(ClusterListener listener) {
        return node(builder -> builder.listener(listener));
    }

    /** Registers handlers of messages before the first one can come in. */
    public PasteClusterBuilder messages(Consumer<Messages> registration) {
        return node(builder -> builder.messages(registration));
    }

    /** Sets what else a node is made of, such as executors and bounds; its transport and incarnation are not to be set. */
    public PasteClusterBuilder node(Consumer<ClusterBuilder> changes) {
        parts = parts.andThen(changes);
        return this;
    }

    /** Takes figures about the node, and about the requests that come to it; without, nothing is counted. */
    public PasteClusterBuilder measurements(Measurements value) {
        measurements = value;
        return node(builder -> builder.measurements(value));
    }

    /** Whether the node leaves when the JVM ends; true by default. */
    public PasteClusterBuilder shutdownHook(boolean value) {
        shutdownHook = value;
        return this;
    }

    /**
     * Makes the node without starting it.
     *
     * @throws ClusterConfigurationException when something cannot work
     */
    public PasteCluster create() {
        SecureRandom random = new SecureRandom();
        long incarnation = random.nextLong();
        while (incarnation == 0) {
            incarnation = random.nextLong();
        }
        HttpSettings settings = http.build();
        if (host != null) {
            ClusterSettings unused = settings(null);
        }
        PasteCluster made = new PasteCluster(settings, incarnation, host, nodes, this::settings, parts, shutdownHook);
        made.handler().measureWith(measurements);
        return made;
    }

    /** Makes the node and starts it, for when its own URL is set. */
    public PasteCluster start() {
        PasteCluster made = create();
        try {
            var unused = made.start();
        } catch (RuntimeException cannotStart) {
            made.close();
            throw cannotStart;
        }
        return made;
    }

    private ClusterSettings settings(@Nullable NodeAddress found) {
        ClusterSettingsBuilder settings = ClusterSettings.builder(found == null ? ownAddress() : named(found));
        settings.nodes(nodes);
        tuning.accept(settings);
        return settings.build();
    }

    private NodeAddress ownAddress() {
        String own = host;
        if (own == null) {
            throw new ClusterConfigurationException(
                    "This node's own URL is not set; set host, or open the port and let ownAddress() find it.");
        }
        NodeAddress bare = NodeAddress.of(own);
        return named(nodes.stream()
                .filter(entry -> entry.host().equals(bare.host()))
                .findFirst()
                .orElse(bare));
    }

    /** What was set by hand wins over what the list says. */
    private NodeAddress named(NodeAddress found) {
        return new NodeAddress(
                found.host(),
                id == 0 ? found.id() : id,
                group == 0 ? found.group() : group,
                name.isEmpty() ? found.name() : name);
    }
}
