package org.pastecluster.spring.boot;

import org.jspecify.annotations.Nullable;

/** The web server of this application has the cluster's paths. */
interface WebDoor {

    /** The path below which the application lies; empty, or beginning with a slash. Known once the web server runs. */
    String contextPath();

    /** Whether a test plays the part of the web server. */
    boolean isMocked();

    /** Why the web server has not the cluster's paths after all: a part of a sentence; null when it has. Known once it runs. */
    default @Nullable String whyNot() {
        return null;
    }

    /** What the names of the server's settings begin with. */
    default String server() {
        return "server";
    }

    /** The property that has the server's real port once it runs. */
    default String portProperty() {
        return "local.server.port";
    }
}
