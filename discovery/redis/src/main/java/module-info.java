/** Nodes make themselves known in Redis. */
module org.pastecluster.discovery.redis {
    requires static org.jspecify;
    requires transitive org.pastecluster.core;

    exports org.pastecluster.discovery.redis;
}
