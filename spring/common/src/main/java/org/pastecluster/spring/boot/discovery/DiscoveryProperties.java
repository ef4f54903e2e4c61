package org.pastecluster.spring.boot.discovery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What names nodes to this application's node, beside its list. Each needs its module on the class path.
 *
 * @param redis nodes make themselves known in Redis; module pastecluster-discovery-redis
 * @param jdbc nodes make themselves known in a table; module pastecluster-discovery-jdbc
 * @param dns nodes are all addresses of a name; module pastecluster-discovery-dns
 * @param file this node remembers the others in a file; module pastecluster-discovery-file
 */
@ConfigurationProperties("pastecluster.discovery")
public record DiscoveryProperties(
        @DefaultValue Redis redis,
        @DefaultValue Jdbc jdbc,
        @DefaultValue Dns dns,
        @DefaultValue File file) {

    /**
     * By Redis.
     *
     * @param enabled whether nodes make themselves known in Redis; true where a URL is set, and then unless this is false
     * @param url where, as redis://[user:password@]host:port[/database], rediss for TLS; what spring.data.redis says when left out
     * @param sslBundle name of the SSL bundle for rediss; that of spring.data.redis.ssl.bundle with its Redis, else what the JVM trusts
     * @param key key of the hash that has the nodes; one for each cluster
     */
    public record Redis(
            @Nullable Boolean enabled,
            @Nullable String url,
            @Nullable String sslBundle,
            @DefaultValue("pastecluster:nodes") String key) {

        /** Without the URL, which has a password. */
        @Override
        public String toString() {
            return "Redis[enabled=" + enabled + ", key=" + key + "]";
        }
    }

    /**
     * By the application's database.
     *
     * @param enabled whether nodes make themselves known in a table of the application's DataSource
     * @param table name of the table, with a schema and a dot before it if need be; one for each cluster
     * @param createTable whether the table is created if it is not there
     */
    public record Jdbc(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("pastecluster_node") String table,
            @DefaultValue("false") boolean createTable) {}

    /**
     * By DNS.
     *
     * @param name name whose addresses are the nodes', as a whole, such as nodes.shop.svc.cluster.local
     * @param url how each is called, such as http://{address}:8080; as this node's own URL when left out
     * @param server name server to ask, as HOST or HOST:PORT; those of the machine when left out
     */
    public record Dns(
            @Nullable String name,
            @Nullable String url,
            @Nullable String server) {}

    /**
     * By a file.
     *
     * @param path file in which this node remembers members and the highest number of a leader; of this node alone, in a folder that is kept
     */
    public record File(@Nullable String path) {}
}
