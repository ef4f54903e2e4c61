/** Nodes make themselves known in a table. */
module org.pastecluster.discovery.jdbc {
    requires static org.jspecify;
    requires transitive java.sql;
    requires transitive org.pastecluster.core;

    exports org.pastecluster.discovery.jdbc;
}
