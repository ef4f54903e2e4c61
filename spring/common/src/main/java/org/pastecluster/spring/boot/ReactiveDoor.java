package org.pastecluster.spring.boot;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/** The reactive web server of this application, or what stands in its place. */
final class ReactiveDoor implements WebDoor {

    private final ApplicationContext application;

    ReactiveDoor(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public String contextPath() {
        return basePath(application.getEnvironment());
    }

    static String basePath(Environment environment) {
        return tidied(environment.getProperty("spring.webflux.base-path", ""));
    }

    /** As Spring Boot does it: with a slash before it, and none behind. */
    static String tidied(String path) {
        String set = path.strip();
        String begun = set.isEmpty() || set.startsWith("/") ? set : "/" + set;
        return StringUtils.trimTrailingCharacter(begun, '/');
    }

    @Override
    public boolean isMocked() {
        return webServer() == null;
    }

    @Override
    public @Nullable String whyNot() {
        Object server = webServer();
        return server == null || server.getClass().getName().contains("Netty")
                ? null
                : "in a WebFlux application Netty alone has the cluster's paths, and this one runs on "
                        + server.getClass().getSimpleName() + "; leave the web server to spring-boot-starter-webflux";
    }

    /** By reflection, for the type of a context with a web server has another name in each generation of Spring Boot. */
    private @Nullable Object webServer() {
        Method getter = ReflectionUtils.findMethod(application.getClass(), "getWebServer");
        return getter == null ? null : ReflectionUtils.invokeMethod(getter, application);
    }
}
