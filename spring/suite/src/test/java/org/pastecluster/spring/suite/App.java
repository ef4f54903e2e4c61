package org.pastecluster.spring.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.context.WebApplicationContext;

/** An application as users have it: a web server, Spring Security, actuator; and the starter. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class App {

    /** Starts it on loopback at a free port. */
    static ConfigurableApplicationContext start(String... properties) {
        return start(List.of(), properties);
    }

    static ConfigurableApplicationContext start(List<Class<?>> also, String... properties) {
        List<Class<?>> sources = new ArrayList<>(also);
        sources.add(App.class);
        SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
        application.setRegisterShutdownHook(false);
        return application.run(
                Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new));
    }

    static int port(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** Whether it has WebFlux, and no servlets. */
    static boolean isReactive(ConfigurableApplicationContext context) {
        return !(context instanceof WebApplicationContext);
    }

    static String url(ConfigurableApplicationContext context) {
        return "http://127.0.0.1:" + port(context)
                + context.getEnvironment().getProperty("server.servlet.context-path", "");
    }
}
