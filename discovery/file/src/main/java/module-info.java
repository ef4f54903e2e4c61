/** What a node remembers of its cluster, in a file of its own. */
module org.pastecluster.discovery.file {
    requires static org.jspecify;
    requires transitive org.pastecluster.core;

    exports org.pastecluster.discovery.file;
}
