package org.pastecluster.discovery.dns;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.NodeEntries;

/**
 * Nodes are all addresses that a name has, as of a Kubernetes headless service; the name servers are asked each time, past the JVM's cache.
 * A name server tells addresses alone: the rest of each node's URL is that of this node's own, or as set. Thread-safe.
 */
public final class DnsDiscovery implements Discovery {

    /** Stands in a URL for each address. */
    public static final String ADDRESS = "{address}";

    private final String name;
    private final NameServer servers;
    private volatile @Nullable String url;
    private final boolean urlIsSet;
    private volatile @Nullable String complaint;

    private DnsDiscovery(Builder builder) {
        this.name = builder.name;
        this.servers = new NameServer(builder.server, builder.timeout);
        this.url = builder.url;
        this.urlIsSet = builder.url != null;
    }

    /**
     * With the defaults.
     *
     * @param name as for {@link #builder}
     */
    public static DnsDiscovery of(String name) {
        return builder(name).build();
    }

    /**
     * What may be set.
     *
     * @param name the whole name: what the machine's resolver would append to a short one is not appended
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public List<NodeAddress> find() throws IOException {
        String form = url;
        if (form == null) {
            throw new IOException("How nodes at the addresses of " + name
                    + " are called is told by this node's own URL, which is not known yet; or set url");
        }
        NodeEntries found = new NodeEntries();
        NameServer.Addresses told = servers.addresses(name);
        for (String address : told.all()) {
            found.add(form.replace(ADDRESS, address.indexOf(':') < 0 ? address : "[" + address + "]"));
        }
        complaint = told.complaint() == null ? found.complaint("the name " + name) : told.complaint();
        return found.nodes();
    }

    @Override
    public @Nullable String complaint() {
        return complaint;
    }

    /** Registers nothing; takes scheme, port and path of the others from this node's own URL, if they were not set. */
    @Override
    public void register(Member self) {
        if (!urlIsSet) {
            URI own = URI.create(self.host());
            String port = own.getPort() < 0 ? "" : ":" + own.getPort();
            url = own.getScheme() + "://" + ADDRESS + port + own.getRawPath();
        }
    }

    @Override
    public String toString() {
        return "DnsDiscovery[" + name + "]";
    }

    /** Collects what may be set. Not thread-safe. */
    public static final class Builder {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})");
        private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9_.-]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");

        private final String name;
        private @Nullable String url;
        private String server = "";
        private Duration timeout = Duration.ofSeconds(2);

        private Builder(String name) {
            this.name = name;
        }

        /** How each node is called, such as <code>http://{address}:8080/shop</code>; by default as this node's own URL. */
        public Builder url(@Nullable String value) {
            url = value;
            return this;
        }

        /** The name server to ask, {@code HOST} or {@code HOST:PORT}; empty, as by default, for those of the machine. */
        public Builder server(String value) {
            server = value;
            return this;
        }

        /** The longest wait for an answer to one question, of which there are two, one for each kind of address; 2 s. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /**
         * Makes it; nothing is asked yet.
         *
         * @throws ClusterConfigurationException when something cannot work
         */
        public DnsDiscovery build() {
            if (!NAME.matcher(name).matches()) {
                throw new ClusterConfigurationException(
                        "'" + name
                                + "' is no name of nodes; write a whole one, such as nodes.shop.svc.cluster.local, without scheme and port.");
            }
            if (url != null) {
                if (!url.contains(ADDRESS)) {
                    throw new ClusterConfigurationException("The URL '" + url + "' of nodes that DNS names has no "
                            + ADDRESS + " in it; write for example http://{address}:8080.");
                }
                var unused = NodeAddress.of(url.replace(ADDRESS, "192.0.2.3"));
            }
            if (!server.isEmpty() && !SERVER.matcher(server).matches()) {
                throw new ClusterConfigurationException(
                        "The name server '" + server + "' cannot be asked; write HOST or HOST:PORT.");
            }
            if (timeout.toMillis() < 1 || timeout.toMillis() > 60_000) {
                throw new ClusterConfigurationException(
                        "The time-out of DNS is " + timeout.toMillis() + " ms; write 1 ms to 60000 ms.");
            }
            return new DnsDiscovery(this);
        }
    }
}
