package org.pastecluster.docs;

import java.nio.file.Path;
import org.pastecluster.discovery.file.FileDiscovery;
import org.pastecluster.discovery.redis.RedisDiscovery;
import org.pastecluster.server.ClusterServer;

/** The snippets of the README about where the nodes come from. */
final class Discoveries {

    private Discoveries() {}

    static ClusterServer discovering(String host, String secret, String redisUrl, Path memory) {
        // tag::discovery
        ClusterServer server = ClusterServer.builder()
                .host(host)
                .secret(secret)
                .node(node -> node.discovery(RedisDiscovery.of(redisUrl)))
                .node(FileDiscovery.open(memory)::addTo)
                .start();
        // end::discovery
        return server;
    }
}
