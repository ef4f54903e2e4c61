package org.pastecluster.spring.boot;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.AuthMode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this application's node. Made by Spring Boot; what is to be set by code is set by a {@link PasteClusterCustomizer}.
 *
 * @param enabled whether this application takes part in a cluster
 * @param secret the cluster's secret, the same at all nodes, at least 16 characters; 'openssl rand -hex 32' makes a good one
 * @param acceptedSecrets further secrets that are accepted while the secret is changed: at first the new one is accepted at every node, then
 *     each takes it as its secret and accepts the old one, then the old one is left out
 * @param secretFile a file with the secret, or with several, one a line: the first signs, all are accepted
 * @param auth how nodes authenticate: signed, token (.NET's plain header), or both; the first is used, all are accepted
 * @param nodes the known nodes: host[,id[,group[,name]]] joined by ';', or a structured list of host, id, group and name
 * @param host this node's own base URL, such as http://192.0.2.3:8080; found from POD_IP or by asking the other nodes when left out
 * @param id number of this node; that of its entry in the list, else 0
 * @param group number of its group; that of its entry in the list, else 0
 * @param name name of this node, by which messages reach it; that of its entry in the list, else none
 * @param code code that answers to .NET nodes which look for themselves; this node finds its own entry without it
 * @param basePath path below the context path under which all paths of the cluster lie
 * @param port which of the application's ports has the cluster's paths: its own, or that of management.server.port
 * @param openReads with token: whether status, nodes and run are open to everybody, as with .NET
 * @param sslBundle name of the SSL bundle that connections to other nodes at https are made with; a reloaded one holds for new connections.
 *     The JVM's trust when left out
 * @param drain longest time in which work may end before this node leaves, at shutdown; together with leave-timeout it has to fit into
 *     spring.lifecycle.timeout-per-shutdown-phase
 * @param leaveTimeout how long a node that leaves waits for the others to be told
 * @param heartbeat longest silence between a leader and a member
 * @param doubt silence after which a peer is checked through others
 * @param verdict silence after which a peer is held for dead
 * @param lease how long a leader believes in itself without news
 * @param leaseWarning how long before the end of a lease its leader is warned
 * @param minMembers smallest number of members that may have a leader
 * @param trustRefusal whether an unheard leader whose address refuses is replaced at once
 * @param callTimeout longest wait for a peer's answer
 * @param foundingMargin how long nodes that start together look for each other
 * @param claimDelay how much later others compete than the first three
 * @param searchInterval how often missing nodes are looked for in the first ten minutes
 * @param searchIntervalLater how often missing nodes are looked for afterwards
 * @param rememberedNodes how many nodes that left are remembered
 * @param health what the health component says
 */
@ConfigurationProperties("pastecluster")
public record PasteClusterProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String secret,
        @DefaultValue List<String> acceptedSecrets,
        @Nullable String secretFile,
        @DefaultValue("signed") List<AuthMode> auth,
        @DefaultValue List<NodeProperties> nodes,
        @Nullable String host,
        @DefaultValue("0") int id,
        @DefaultValue("0") int group,
        @DefaultValue("") String name,
        @Nullable String code,
        @DefaultValue("/api/cluster") String basePath,
        @DefaultValue("application") ClusterPort port,
        @DefaultValue("false") boolean openReads,
        @Nullable String sslBundle,
        @DefaultValue("10s") Duration drain,
        @DefaultValue("2s") Duration leaveTimeout,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("2s") Duration doubt,
        @DefaultValue("2700ms") Duration verdict,
        @DefaultValue("3s") Duration lease,
        @DefaultValue("1s") Duration leaseWarning,
        @DefaultValue("1") int minMembers,
        @DefaultValue("true") boolean trustRefusal,
        @DefaultValue("1s") Duration callTimeout,
        @DefaultValue("40ms") Duration foundingMargin,
        @DefaultValue("100ms") Duration claimDelay,
        @DefaultValue("3s") Duration searchInterval,
        @DefaultValue("30s") Duration searchIntervalLater,
        @DefaultValue("1000") int rememberedNodes,
        @DefaultValue Health health) {

    public PasteClusterProperties {
        acceptedSecrets = List.copyOf(acceptedSecrets);
        auth = List.copyOf(auth);
        nodes = List.copyOf(nodes);
        secretFile = said(secretFile);
        host = said(host);
        code = said(code);
        sslBundle = said(sslBundle);
    }

    /** A variable of the environment that is there and empty says nothing. */
    private static @Nullable String said(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * What the health component says.
     *
     * @param noLeaderStatus status of a node that has been without a leader for long; all nodes have it at the same time, so that with DOWN or
     *     OUT_OF_SERVICE a balancer may take all of them out
     */
    public record Health(@DefaultValue("UP") String noLeaderStatus) {}

    /** Without secrets. */
    @Override
    public String toString() {
        return "PasteClusterProperties[enabled=" + enabled + ", host=" + host + ", nodes=" + nodes + "]";
    }
}
