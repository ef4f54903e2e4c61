/** The cluster with a web server of its own. */
module org.pastecluster.server {
    requires static org.jspecify;
    requires transitive org.pastecluster.servlet;
    requires org.apache.tomcat.embed.core;
    requires org.slf4j;
    requires java.desktop;

    exports org.pastecluster.server;
}
