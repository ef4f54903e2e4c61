package org.pastecluster.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Whether this application has a web server that serves the cluster's paths, and how it listens. */
final class WebSide {

    private static final String SPRING_BOOT_TEST =
            "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

    private static final String NO_SERVER = "this application has no web server that other nodes could call;"
            + " add spring-boot-starter-web, or spring-boot-starter-webflux with Netty";
    private static final String NO_PORT = "this application does not know the port of its web server,"
            + " as a war in a foreign container does not; let Spring Boot start the server";

    private final @Nullable WebDoor door;

    /** @param door null where nothing serves the cluster's paths */
    WebSide(@Nullable WebDoor door) {
        this.door = door;
    }

    /** The running server; null when there is none. */
    @Nullable
    LocalServer server(Environment environment) {
        return door == null || door.whyNot() != null ? null : LocalServer.of(environment, door);
    }

    /** Whether it is a test, where nobody expects a web server. */
    boolean isMocked(Environment environment) {
        return door == null ? Boolean.parseBoolean(environment.getProperty(SPRING_BOOT_TEST)) : door.isMocked();
    }

    /** A sentence for when there is no server. */
    String whyOff() {
        String why = door == null ? NO_SERVER : door.whyNot();
        if (why == null) {
            why = NO_PORT;
        }
        return "The cluster node is off: " + why + ", or set pastecluster.enabled=false.";
    }
}
