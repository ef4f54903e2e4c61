/** The cluster over HTTP: wire form, authentication, a request handler for any web server, and a client. */
module org.pastecluster.http {
    requires static org.jspecify;
    requires transitive org.pastecluster.core;
    requires org.slf4j;

    exports org.pastecluster.http;
    exports org.pastecluster.http.bootstrap;
    exports org.pastecluster.http.client;
    exports org.pastecluster.http.handler;
    exports org.pastecluster.http.json;
    exports org.pastecluster.http.link;
    exports org.pastecluster.http.wire;
}
