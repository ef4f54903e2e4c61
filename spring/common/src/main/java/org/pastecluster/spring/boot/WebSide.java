package org.pastecluster.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Whether this application has a web server that serves the cluster's paths, and how it listens. */
final class WebSide {

    private static final String SPRING_BOOT_TEST =
            "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

    private final @Nullable WebDoor door;

    /** @param door null where nothing serves the cluster's paths */
    WebSide(@Nullable WebDoor door) {
        this.door = door;
    }

    /** Whether requests of other nodes can be answered, once a port is open. */
    boolean isServed() {
        return door != null;
    }

    /** The running server; null when there is none. */
    @Nullable
    LocalServer server(Environment environment) {
        return door == null ? null : LocalServer.of(environment, door);
    }

    /** Whether it is a test that plays the part of the web server, and expects nothing else. */
    boolean isMocked(Environment environment) {
        return isServed() || Boolean.parseBoolean(environment.getProperty(SPRING_BOOT_TEST));
    }

    /** A sentence for when there is no server. */
    String whyOff() {
        return "The cluster node is off: this application has no servlet web server that other nodes could call;"
                + " add spring-boot-starter-web, or set pastecluster.enabled=false.";
    }
}
