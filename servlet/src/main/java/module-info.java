/** The server side of the cluster inside of any servlet container. */
module org.pastecluster.servlet {
    requires static org.jspecify;
    requires static jakarta.servlet;
    requires static jakarta.websocket;
    requires static org.eclipse.jetty.io;
    requires static org.eclipse.jetty.server;
    requires static org.eclipse.jetty.util;
    requires transitive org.pastecluster.http;

    exports org.pastecluster.servlet;
}
