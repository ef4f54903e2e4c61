package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pastecluster.Cluster;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.Scheduled;

/** Which beans end the start of an application, since {@code @LeaderOnly} would hold for none of their calls, and which do not. */
@Tag("core")
@Tag("jdk")
class LeaderOnlyCheckTest {

    private final StandIn cluster = new StandIn();

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withBean(Cluster.class, cluster::cluster)
                .withConfiguration(AutoConfigurations.of(LeaderOnlyAutoConfiguration.class));
    }

    /** Its loader does not find what a method of it names. */
    private static Class<?> unreadable() throws ClassNotFoundException {
        return new ClassLoader(LeaderOnlyCheckTest.class.getClassLoader()) {
            @Override
            public Class<?> loadClass(String name) throws ClassNotFoundException {
                if (name.equals(Missing.class.getName())) {
                    throw new ClassNotFoundException(name);
                } else if (!name.equals(Unreadable.class.getName())) {
                    return super.loadClass(name);
                }
                try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = file.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException unreadable) {
                    throw new ClassNotFoundException(name, unreadable);
                }
            }
        }.loadClass(Unreadable.class.getName());
    }

    static class Missing {}

    static class Unreadable {
        public void take(Missing missing) {}
    }

    @Test
    void aLazyBeanWhoseClassCannotBeReadKeepsNoApplicationFromStarting() throws ClassNotFoundException {
        Class<?> type = unreadable();
        application()
                .withInitializer(context -> ((BeanDefinitionRegistry) context.getBeanFactory())
                        .registerBeanDefinition(
                                "unreadable",
                                BeanDefinitionBuilder.rootBeanDefinition(type)
                                        .setLazyInit(true)
                                        .getBeanDefinition()))
                .run(context -> assertThat(context).hasNotFailed());
    }

    static class FinalMethod {
        @LeaderOnly
        public final void run() {}
    }

    static final class FinalClass {
        @LeaderOnly
        public void run() {}
    }

    static class PrivateMethod {
        @LeaderOnly
        private void run() {}

        public void runIt() {
            run();
        }
    }

    static class SelfCall {
        @LeaderOnly
        public void run(String name) {}

        public void all() {
            List.of("a", "b").forEach(name -> run(name + name));
        }
    }

    static class MethodReference {
        @LeaderOnly
        public void run() {}

        public Runnable all() {
            return this::run;
        }
    }

    static class PrimitiveSchedule {
        @LeaderOnly
        @Scheduled(fixedDelay = 1)
        public int run() {
            return 1;
        }
    }

    static List<List<Object>> misuses() {
        return List.of(
                List.of(FinalMethod.class, "FinalMethod.run is @LeaderOnly, but final"),
                List.of(FinalClass.class, "its class is final"),
                List.of(PrivateMethod.class, "PrivateMethod.run is @LeaderOnly, but private"),
                List.of(SelfCall.class, "SelfCall.run is called from within its own object"),
                List.of(MethodReference.class, "MethodReference.run is called from within its own object"),
                List.of(PrimitiveSchedule.class, "@Scheduled with a int to return"));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void whatNoProxyGuardsEndsTheStart(List<Object> misuse) {
        application()
                .withBean((Class<?>) misuse.get(0))
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                        .hasMessageContaining((String) misuse.get(1)));
    }

    /** Has a proxy of itself, by which its own calls go. */
    static class ThroughItsProxy {
        private @Nullable ThroughItsProxy myself;

        @LeaderOnly
        public String run(String name) {
            return name;
        }

        public void meet(ThroughItsProxy proxy) {
            myself = proxy;
        }

        public String all() {
            return myself.run("all");
        }
    }

    @Test
    void aCallThroughAnInjectedProxyOfItselfIsNoSelfCall() {
        cluster.leadership = new Term();
        application().withBean(ThroughItsProxy.class).run(context -> {
            ThroughItsProxy bean = context.getBean(ThroughItsProxy.class);
            bean.meet(bean);
            assertThat(bean.all()).isEqualTo("all");
        });
    }
}
