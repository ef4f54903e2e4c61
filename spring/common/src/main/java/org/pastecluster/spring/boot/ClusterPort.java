package org.pastecluster.spring.boot;

/** On which of an application's ports the cluster's paths lie. */
public enum ClusterPort {

    /** The application's own. */
    APPLICATION,

    /** The one of {@code management.server.port}, which must be another than the application's own. */
    MANAGEMENT
}
