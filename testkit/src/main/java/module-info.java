/** What tests of a program that embeds the cluster need. */
module org.pastecluster.testkit {
    requires static org.jspecify;
    requires static org.junit.jupiter.api;
    requires transitive org.pastecluster.core;

    exports org.pastecluster.testkit;
    exports org.pastecluster.testkit.contract;
    exports org.pastecluster.testkit.network;
    exports org.pastecluster.testkit.time;
}
