package org.pastecluster.spring.test;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.pastecluster.Cluster;
import org.pastecluster.spring.boot.leader.slots.SlotWaiting;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.ClassUtils;

/** Starts the application's context on one node, with the test's cluster, time and scheduler in the place of real ones. */
final class ContextRecipe {

    private static final String MOCK_SERVLET_CONTEXT = "org.springframework.mock.web.MockServletContext";

    private final List<Class<?>> configuration;
    private final Map<String, String> properties;

    ContextRecipe(List<Class<?>> configuration, Map<String, String> properties) {
        this.configuration = List.copyOf(configuration);
        this.properties = Map.copyOf(properties);
    }

    /** What takes the place of real things on one node. */
    record Parts(int node, Cluster cluster, Clock clock, VirtualTaskScheduler scheduler, SlotWaiting waiting) {}

    ConfigurableApplicationContext start(Parts parts) {
        SpringApplication application = new SpringApplication(configuration.toArray(Class<?>[]::new));
        application.setRegisterShutdownHook(false);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(defaults());
        if (application.getWebApplicationType() == WebApplicationType.SERVLET
                && ClassUtils.isPresent(MOCK_SERVLET_CONTEXT, null)) {
            application.setApplicationContextFactory(type -> MockedWeb.context());
        } else {
            application.setWebApplicationType(WebApplicationType.NONE);
        }
        application.addInitializers(context -> register((GenericApplicationContext) context, parts));
        return application.run(arguments(parts.node()));
    }

    /** Before all other properties, and early enough for profiles. */
    private String[] arguments(int node) {
        return properties.entrySet().stream()
                .map(property ->
                        "--" + property.getKey() + "=" + property.getValue().replace("{node}", Integer.toString(node)))
                .toArray(String[]::new);
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("server.port", "-1");
        defaults.put("spring.jmx.enabled", "false");
        return defaults;
    }

    private static void register(GenericApplicationContext context, Parts parts) {
        // Not closed with the context: a process that was killed says no goodbye.
        context.registerBean("pasteCluster", Cluster.class, parts::cluster, ContextRecipe::withoutEnd);
        context.registerBean("pasteClusterVirtualWaiting", SlotWaiting.class, parts::waiting);
        context.registerBean("pasteClusterVirtualClock", Clock.class, parts::clock, ContextRecipe::insteadOfAllOthers);
        context.registerBean(
                "pasteClusterVirtualScheduler",
                TaskScheduler.class,
                parts::scheduler,
                ContextRecipe::insteadOfAllOthers);
        context.registerBean(
                "pasteClusterVirtualScheduling",
                VirtualScheduling.class,
                () -> new VirtualScheduling(parts.scheduler()));
        context.registerBean(
                "pasteClusterVirtualExecutor",
                TaskExecutor.class,
                SyncTaskExecutor::new,
                ContextRecipe::insteadOfAllOthers);
        context.addBeanFactoryPostProcessor(new OnlyPrimary(Map.of(
                Clock.class, "pasteClusterVirtualClock",
                TaskScheduler.class, "pasteClusterVirtualScheduler",
                Executor.class, "pasteClusterVirtualExecutor")));
    }

    private static void withoutEnd(BeanDefinition bean) {
        ((AbstractBeanDefinition) bean).setDestroyMethodName("");
    }

    private static void insteadOfAllOthers(BeanDefinition bean) {
        bean.setPrimary(true);
    }
}
