package org.pastecluster.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterSettingsBuilder;
import org.pastecluster.Messages;
import org.pastecluster.NodeAddress;
import org.pastecluster.bootstrap.ClusterBuilder;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettingsBuilder;
import org.pastecluster.http.bootstrap.OwnAddress;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.bootstrap.PasteClusterBuilder;
import org.pastecluster.server.tomcat.EmbeddedTomcat;
import org.pastecluster.servlet.ClusterServlet;
import org.pastecluster.servlet.NodeSetting;
import org.pastecluster.servlet.NodeSettingValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what a {@link ClusterServer} needs. A secret is required, and its own URL or a list that has it. Not thread-safe. */
public final class ClusterServerBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterServerBuilder.class);
    private static final Duration OWN_ADDRESS = Duration.ofSeconds(1);

    private final PasteClusterBuilder node = PasteCluster.builder();
    private List<NodeAddress> nodes = List.of();
    private @Nullable String host;
    private @Nullable String bind;
    private boolean shutdownHook = true;

    ClusterServerBuilder() {}

    /**
     * This node's own base URL, such as {@code http://192.0.2.3:8080}. Left out, the node finds itself in the list of nodes,
     * by its {@link #code} or by who answers there, and needs {@link #bind} with a port.
     */
    public ClusterServerBuilder host(String value) {
        host = value;
        node.host(value);
        return this;
    }

    /** The nodes it knows, as {@code host[,id[,group[,name]]]} joined by {@code ;}. */
    public ClusterServerBuilder nodes(String list) {
        return nodes(NodeAddress.parseList(list));
    }

    public ClusterServerBuilder nodes(List<NodeAddress> known) {
        nodes = List.copyOf(known);
        node.nodes(nodes);
        return this;
    }

    /** As {@link HttpSettingsBuilder#secret}. */
    public ClusterServerBuilder secret(String value) {
        node.secret(value);
        return this;
    }

    /** As {@link HttpSettingsBuilder#auth}. */
    public ClusterServerBuilder auth(AuthMode... modes) {
        node.auth(modes);
        return this;
    }

    public ClusterServerBuilder id(int value) {
        node.id(value);
        return this;
    }

    public ClusterServerBuilder group(int value) {
        node.group(value);
        return this;
    }

    public ClusterServerBuilder name(String value) {
        node.name(value);
        return this;
    }

    /** The code that {@code find} answers to, by which .NET nodes find themselves; this node finds its own entry without it. */
    public ClusterServerBuilder code(String value) {
        node.code(value);
        return this;
    }

    /** Sets heartbeats, leases and what else the cluster has to set. */
    public ClusterServerBuilder cluster(Consumer<ClusterSettingsBuilder> changes) {
        node.cluster(changes);
        return this;
    }

    /** Sets what else HTTP has to set. */
    public ClusterServerBuilder http(Consumer<HttpSettingsBuilder> changes) {
        node.http(changes);
        return this;
    }

    /** Adds a listener that misses nothing from the start on. */
    public ClusterServerBuilder listener(ClusterListener listener) {
        node.listener(listener);
        return this;
    }

    /** Registers handlers of messages before the first one can come in. */
    public ClusterServerBuilder messages(Consumer<Messages> registration) {
        node.messages(registration);
        return this;
    }

    /** Sets what else a node is made of, such as executors and bounds; its transport and incarnation are not to be set. */
    public ClusterServerBuilder node(Consumer<ClusterBuilder> changes) {
        node.node(changes);
        return this;
    }

    /** Whether the node leaves when the JVM ends; true by default. */
    public ClusterServerBuilder shutdownHook(boolean value) {
        shutdownHook = value;
        return this;
    }

    /**
     * Takes settings that were written as text.
     *
     * @throws ClusterConfigurationException naming the first one that cannot be read
     */
    public ClusterServerBuilder settings(NodeSettingValues values) {
        values.applyTo(node);
        String ownUrl = values.text(NodeSetting.HOST);
        host = ownUrl == null ? host : ownUrl;
        String list = values.text(NodeSetting.NODES);
        nodes = list == null ? nodes : NodeAddress.parseList(list);
        return this;
    }

    /**
     * Where to listen: {@code ADDRESS}, {@code ADDRESS:PORT} or {@code :PORT}. By default the port of the node's own URL, on
     * its address if the URL has a literal one, else on all addresses of the machine.
     */
    public ClusterServerBuilder bind(String value) {
        bind = value;
        return this;
    }

    /**
     * Opens the port, checks that the node's own URL leads to it, and starts the node. Waits for that a few seconds at most,
     * but for no other node.
     *
     * @throws ClusterConfigurationException when something cannot work, with one sentence that names the fix
     */
    public ClusterServer start() {
        ListenAddress listen = ListenAddress.of(host, bind);
        PasteCluster made = node.shutdownHook(false).create();
        EmbeddedTomcat tomcat;
        try {
            tomcat = EmbeddedTomcat.start(listen.address(), listen.port(), new ClusterServlet(made));
        } catch (RuntimeException noPort) {
            made.close();
            throw noPort;
        }
        ClusterServer server = new ClusterServer(made, tomcat, System.nanoTime());
        try {
            start(made, tomcat.port());
        } catch (RuntimeException cannotStart) {
            server.close();
            throw cannotStart;
        }
        if (shutdownHook) {
            server.closeAtEnd();
        }
        return server;
    }

    private void start(PasteCluster made, int port) {
        if (host == null) {
            NodeAddress found = await(made.ownAddress().find(nodes, "http", port, OWN_ADDRESS));
            var unused = made.startAt(found);
        } else {
            boolean leadsHere = await(made.ownAddress().verify(host, nodes, OWN_ADDRESS));
            if (!leadsHere) {
                LOG.warn("{}", OwnAddress.silent(host));
            }
            var unused = made.start();
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ClusterConfigurationException sentence) {
                throw sentence;
            }
            throw failed;
        }
    }
}
