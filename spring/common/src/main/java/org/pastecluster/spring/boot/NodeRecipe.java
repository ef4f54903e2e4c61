package org.pastecluster.spring.boot;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterSettingsBuilder;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.bootstrap.PasteClusterBuilder;
import org.pastecluster.servlet.NodeSetting;
import org.pastecluster.servlet.NodeSettingValues;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.springframework.core.env.Environment;

/** Makes nodes by the application's properties and customizers. */
final class NodeRecipe implements Supplier<PasteClusterBuilder> {

    /** Stands for an URL that is not known yet. */
    private static final String UNKNOWN = "http://localhost";

    private final PasteClusterProperties properties;
    private final @Nullable SslBundleSource ssl;
    private final Supplier<List<PasteClusterCustomizer>> customizers;

    /** @param ssl what connections at https are made with; null for the JVM's trust */
    NodeRecipe(
            PasteClusterProperties properties,
            @Nullable SslBundleSource ssl,
            Supplier<List<PasteClusterCustomizer>> customizers) {
        this.properties = properties;
        this.ssl = ssl;
        this.customizers = customizers;
    }

    /** What the node is called before its own URL is known. */
    NodeAddress nobody() {
        String host = properties.host();
        return new NodeAddress(host == null ? UNKNOWN : host, properties.id(), properties.group(), properties.name());
    }

    /** The nodes of the list. */
    List<NodeAddress> nodes() {
        return properties.nodes().stream().map(NodeProperties::address).toList();
    }

    /** This node's own URL as far as it can be told without asking anybody; null when the nodes have to be asked. */
    @Nullable
    String url(LocalServer server, Environment environment) {
        if (properties.host() != null) {
            return properties.host();
        }
        String pod = server.urlOfPod(environment);
        return pod == null && properties.nodes().isEmpty() ? server.urlOfMachine() : pod;
    }

    @Override
    public PasteClusterBuilder get() {
        PasteClusterBuilder builder = PasteCluster.builder();
        addSecrets(builder);
        // Now, for the node is made of them only when its URL is known, and then the application runs.
        var unused = tuned(ClusterSettings.builder(nobody())).build();
        builder.auth(properties.auth().toArray(AuthMode[]::new))
                .nodes(nodes())
                .host(properties.host())
                .id(properties.id())
                .group(properties.group())
                .name(properties.name())
                .code(properties.code())
                .http(http -> http.basePath(properties.basePath()).openReads(properties.openReads()))
                .cluster(this::tuned)
                .node(node -> node.leaveTimeout(properties.leaveTimeout()));
        SslBundleSource source = ssl;
        if (source != null) {
            builder.http(http -> http.sslContext(source));
        }
        customizers.get().forEach(customizer -> customizer.customize(builder));
        return builder.shutdownHook(false);
    }

    boolean hasSecret() {
        String secret = properties.secret();
        return (secret != null && !secret.isBlank()) || properties.secretFile() != null;
    }

    private void addSecrets(PasteClusterBuilder builder) {
        String secret = properties.secret();
        String file = properties.secretFile();
        if (secret != null && !secret.isBlank()) {
            builder.secret(secret);
        } else if (file == null) {
            throw new ClusterSettingException(
                    "The property pastecluster.secret is not set, and neither is pastecluster.secret-file.",
                    "Set pastecluster.secret to the same text at all nodes, at least 16 characters, for example what"
                            + " 'openssl rand -hex 32' prints; or switch the cluster off with pastecluster.enabled=false.");
        }
        if (file != null) {
            NodeSettingValues values = new NodeSettingValues();
            values.add(NodeSetting.SECRET_FILE, "The property pastecluster.secret-file", file);
            values.applyTo(builder);
        }
        properties.acceptedSecrets().forEach(builder::secret);
    }

    private ClusterSettingsBuilder tuned(ClusterSettingsBuilder settings) {
        return settings.heartbeat(properties.heartbeat())
                .doubt(properties.doubt())
                .verdict(properties.verdict())
                .lease(properties.lease())
                .leaseWarning(properties.leaseWarning())
                .minMembers(properties.minMembers())
                .trustRefusal(properties.trustRefusal())
                .callTimeout(properties.callTimeout())
                .foundingMargin(properties.foundingMargin())
                .claimDelay(properties.claimDelay())
                .searchInterval(properties.searchInterval())
                .searchIntervalLater(properties.searchIntervalLater())
                .rememberedNodes(properties.rememberedNodes());
    }
}
