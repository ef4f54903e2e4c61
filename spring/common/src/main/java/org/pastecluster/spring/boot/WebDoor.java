package org.pastecluster.spring.boot;

/** The web server of this application has the cluster's paths. */
interface WebDoor {

    /** The path below which the application lies; empty, or beginning with a slash. Known once the web server runs. */
    String contextPath();

    /** Whether a test plays the part of the web server. */
    boolean isMocked();
}
