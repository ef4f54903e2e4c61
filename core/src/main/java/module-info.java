/** The cluster: its protocol, and the thread that drives it. */
// javac cannot see the two modules below while it compiles this one: they need this one first.
@SuppressWarnings("module")
module org.pastecluster.core {
    requires static org.jspecify;
    requires org.slf4j;

    exports org.pastecluster;
    exports org.pastecluster.bootstrap;
    exports org.pastecluster.message;
    exports org.pastecluster.spi;
    exports org.pastecluster.messenger to
            org.pastecluster.simulation,
            org.pastecluster.testkit;
    exports org.pastecluster.protocol to
            org.pastecluster.simulation,
            org.pastecluster.testkit;
    exports org.pastecluster.runtime to
            org.pastecluster.simulation,
            org.pastecluster.testkit;
}
