/** The cluster itself: its public API, what others may plug in, the protocol, and what drives it. */
@SuppressWarnings("module")
module org.pastecluster.core {
    requires transitive static org.jspecify;
    requires org.slf4j;

    exports org.pastecluster;
    exports org.pastecluster.bootstrap;
    exports org.pastecluster.message;
    exports org.pastecluster.spi;
    exports org.pastecluster.protocol to
            org.pastecluster.simulation;
    exports org.pastecluster.runtime to
            org.pastecluster.simulation,
            org.pastecluster.testkit;
}
