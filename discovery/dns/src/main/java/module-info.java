/** Nodes are all addresses that a name has. */
module org.pastecluster.discovery.dns {
    requires static org.jspecify;
    requires java.naming;
    requires transitive org.pastecluster.core;

    exports org.pastecluster.discovery.dns;
}
