package org.pastecluster.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The web server of the management port, which is of the same kind as the application's. */
final class ManagementDoor implements WebDoor {

    private final WebDoor ofApplication;
    private final Environment environment;

    ManagementDoor(WebDoor ofApplication, Environment environment) {
        this.ofApplication = ofApplication;
        this.environment = environment;
    }

    static String basePath(Environment environment) {
        return ReactiveDoor.tidied(environment.getProperty("management.server.base-path", ""));
    }

    @Override
    public String contextPath() {
        return basePath(environment);
    }

    @Override
    public boolean isMocked() {
        return ofApplication.isMocked();
    }

    @Override
    public @Nullable String whyNot() {
        String why = ofApplication.whyNot();
        String port = environment.getProperty(portProperty());
        // Spring Boot gives it out for the application's own where there is no other.
        boolean isNone = port == null || port.equals(environment.getProperty(ofApplication.portProperty()));
        return why == null && isNone
                ? "pastecluster.port=management wants a management port, and the application has none;"
                        + " set management.server.port to another port than server.port"
                : why;
    }

    @Override
    public String server() {
        return "management.server";
    }

    @Override
    public String portProperty() {
        return "local.management.port";
    }
}
