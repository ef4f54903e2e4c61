/** Messages between nodes as JSON over HTTP. */
module org.pastecluster.http {
    requires static org.jspecify;
    requires transitive org.pastecluster.core;
    requires io.avaje.json;
    requires java.net.http;
    requires org.slf4j;
}
