package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pastecluster.spring.suite.SlotFleet.RUNS;
import static org.pastecluster.spring.suite.SlotFleet.TEN;

import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.MissedSlots;
import org.pastecluster.spring.Slot;
import org.pastecluster.spring.boot.leader.slots.Slots;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import reactor.core.publisher.Mono;

/** Which methods have slots, whoever calls them and however. */
@Tag("core")
class SlotJobsTest {

    private final SlotFleet fleet = new SlotFleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    static class Several {
        @Scheduled(cron = "0 */10 * * * *", zone = "UTC")
        @Scheduled(cron = "0 */10 * * * *", zone = "Asia/Kolkata")
        @Scheduled(cron = "${minutely}")
        @Scheduled(cron = "${never}")
        @LeaderOnly
        public void run() {
            SlotFleet.ran(Slot.current().orElseThrow().job());
        }
    }

    @Test
    void eachExpressionIsAJobOfItsOwn() {
        SlotFleet.App one = fleet.start(TEN, Several.class);
        SlotFleet.App other = fleet.start(TEN, Several.class);
        one.node().lead();
        one.at("10:10:00");
        other.node().lead();
        other.at("10:10:00");

        String job = "slotJobsTest.Several.run ";
        assertThat(RUNS)
                .hasSize(12)
                .doesNotHaveDuplicates()
                .contains(
                        job + "0 */10 * * * * UTC 10:10:00",
                        job + "0 */10 * * * * Asia/Kolkata 10:10:00",
                        job + "0 * * * * * 10:10:00");
    }

    static class Spelled {
        @Scheduled(cron = "@hourly")
        @LeaderOnly
        public void macro() {
            SlotFleet.ran("macro");
        }

        @Scheduled(cron = "  0 0 * * * *  ")
        @LeaderOnly
        public void padded() {
            SlotFleet.ran("padded");
        }
    }

    @Test
    void anotherSpellingOfAnExpressionHasSlotsToo() {
        SlotFleet.App one = fleet.start(TEN, Spelled.class);
        SlotFleet.App other = fleet.start(TEN, Spelled.class);
        one.node().lead();
        one.at("11:00:00");
        other.node().lead();
        other.at("11:00:00");

        assertThat(RUNS).containsExactlyInAnyOrder("macro 11:00:00", "padded 11:00:00");
    }

    @Configuration(proxyBeanMethods = false)
    static class Twice {
        @Bean
        SlotFleet.Minutely first() {
            return new SlotFleet.Minutely();
        }

        @Bean
        SlotFleet.Minutely second() {
            return new SlotFleet.Minutely();
        }
    }

    @Test
    void twoBeansOfAClassAreTwoJobs() {
        SlotFleet.App one = fleet.start(TEN, Twice.class);
        one.node().lead();
        one.at("10:01:00");
        assertThat(RUNS).containsExactly("minutely 10:01:00", "minutely 10:01:00");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {
        @Bean
        TaskExecutor taskExecutor() {
            return task -> {
                Thread thread = new Thread(task, "async");
                thread.start();
                try {
                    thread.join();
                } catch (InterruptedException unexpected) {
                    throw new IllegalStateException(unexpected);
                }
            };
        }

        @Bean
        AsyncJob job() {
            return new AsyncJob();
        }
    }

    static class AsyncJob {
        @Scheduled(cron = "0 * * * * *")
        @Async
        @LeaderOnly
        public void run() {
            SlotFleet.ran(Thread.currentThread().getName());
        }
    }

    @Test
    void theSlotGoesWithTheCallIntoAsync() {
        SlotFleet.App one = fleet.start(TEN, Asynchronous.class);
        SlotFleet.App other = fleet.start(TEN, Asynchronous.class);
        one.node().lead();
        one.at("10:01:00");
        other.node().lead();
        other.at("10:01:00");

        assertThat(RUNS).containsExactly("async 10:01:00");
        assertThat(other.gate().alreadyRun()).isEqualTo(1);
    }

    static class Reactive {
        @Scheduled(cron = "0 * * * * *")
        @LeaderOnly
        public Mono<String> run() {
            return Mono.fromSupplier(() -> {
                SlotFleet.ran("reactive");
                return "done";
            });
        }
    }

    @Test
    void aReactiveJobHasSlots() {
        SlotFleet.App one = fleet.start(TEN, Reactive.class);
        SlotFleet.App other = fleet.start(TEN, Reactive.class);
        one.node().lead();
        one.at("10:01:00");
        other.node().lead();
        other.at("10:01:00");

        assertThat(RUNS).hasSize(1);
        assertThat(other.gate().alreadyRun()).isEqualTo(1);
    }

    /** An application whose calls are tried twice. */
    @Configuration(proxyBeanMethods = false)
    static class Retrying {
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static DefaultPointcutAdvisor retry() {
            MethodInterceptor twice = call -> {
                try {
                    return ((ProxyMethodInvocation) call).invocableClone().proceed();
                } catch (IllegalStateException again) {
                    return call.proceed();
                }
            };
            var pointcut = new AnnotationMatchingPointcut(null, LeaderOnly.class);
            DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(pointcut, twice);
            advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return advisor;
        }

        @Bean
        Failing failing() {
            return new Failing();
        }
    }

    static class Failing {
        @Scheduled(cron = "0 * * * * *")
        @LeaderOnly
        public void run() {
            SlotFleet.ran("failing");
            if (RUNS.size() == 1) {
                throw new IllegalStateException("once");
            }
        }
    }

    @Test
    void aRetryIsOfTheSameSlot() {
        SlotFleet.App one = fleet.start(TEN, Retrying.class);
        one.node().lead();
        one.at("10:01:00");
        assertThat(RUNS).containsExactly("failing 10:01:00", "failing 10:01:00");
    }

    /** An application that chooses its scheduler itself. */
    @Configuration(proxyBeanMethods = false)
    static class Choosing {
        @Bean
        SchedulingConfigurer configurer(HandScheduler chosen) {
            return registrar -> registrar.setTaskScheduler(chosen);
        }

        @Bean
        HandScheduler chosen() {
            return new HandScheduler(TEN, false);
        }
    }

    @Test
    void theSchedulerThatTheApplicationChoseIsKept() {
        SlotFleet.App one = fleet.start(TEN, Choosing.class, SlotFleet.Minutely.class);
        one.node().lead();
        one.context().getBean("chosen", HandScheduler.class).moveTo(TEN.plusSeconds(60));
        assertThat(RUNS).containsExactly("minutely 10:01:00");
        assertThat(one.scheduler().tasks).isEmpty();
    }

    static class Everywhere {
        @Scheduled(cron = "0 * * * * *")
        public void run() {
            SlotFleet.ran("everywhere");
        }
    }

    @Test
    void whatIsNotLeaderOnlyIsScheduledAsSpringDoes() {
        SlotFleet.App one = fleet.start(TEN, Everywhere.class, SlotFleet.Minutely.class);
        one.at("10:01:00");

        assertThat(RUNS).containsExactly("everywhere by hand");
        assertThat(one.scheduler().tasks)
                .filteredOn(task -> task.toString().contains("Everywhere"))
                .singleElement()
                .satisfies(task -> assertThat(task.getClass().getPackageName()).startsWith("org.springframework."));
    }

    @Test
    void withoutLeaderOnlyJobsSchedulingIsLeftAsItIs() {
        SlotFleet.App one = fleet.start(TEN, Everywhere.class);
        ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
        registrar.setTaskScheduler(one.scheduler());
        one.context().getBean(Slots.class).configureTasks(registrar);
        assertThat(registrar.getScheduler()).isSameAs(one.scheduler());
        assertThat(one.node().listeners).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    static class Later {
        @Bean
        @Lazy
        Several later() {
            return new Several();
        }
    }

    @Test
    void aBeanThatIsMadeLaterAndAgainIsTheSameJob() {
        SlotFleet.App one = fleet.start(TEN, Later.class);
        one.node().lead();
        one.context().getBean(Several.class);
        one.at("10:01:00");
        one.context().getDefaultListableBeanFactory().destroySingleton("later");
        // By hand, for Spring 6 does not find the tasks of a bean with a proxy.
        one.context().getBean(ScheduledTaskHolder.class).getScheduledTasks().forEach(task -> task.cancel());
        one.at("10:02:00");
        one.context().getBean(Several.class);
        one.at("10:03:00");
        assertThat(RUNS).containsExactly("later.run 0 * * * * * 10:01:00", "later.run 0 * * * * * 10:03:00");
    }

    static class Untold {
        @Scheduled(fixedDelay = 1, initialDelay = Long.MAX_VALUE / 10_000_000)
        @LeaderOnly(missed = MissedSlots.RUN_LAST)
        public void run() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class AsyncAll {
        @Bean
        AsyncAllJob job() {
            return new AsyncAllJob();
        }
    }

    static class AsyncAllJob {
        @Scheduled(cron = "0 * * * * *")
        @Async
        @LeaderOnly(missed = MissedSlots.RUN_ALL)
        public void run() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Circle {
        @Bean
        Chicken chicken() {
            return new Chicken();
        }

        @Bean
        Egg egg() {
            return new Egg();
        }
    }

    static class Chicken {
        @Autowired
        void needs(Egg egg) {}

        @Scheduled(fixedDelay = 1, initialDelay = Long.MAX_VALUE / 10_000_000)
        @LeaderOnly
        public void run() {}
    }

    static class Egg {
        @Autowired
        void needs(Chicken chicken) {}
    }

    static List<List<Object>> misuses() {
        return List.of(
                List.of(Circle.class, "Chicken.run is @LeaderOnly, but its bean and another one need each other"),
                List.of(Untold.class, "Untold.run says missed = RUN_LAST, but has no cron expression"),
                List.of(AsyncAll.class, "AsyncAllJob.run makes up all missed slots one after another, but is @Async"));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void whatCannotBeEndsTheStart(List<Object> misuse) {
        assertThatThrownBy(() -> fleet.start(TEN, (Class<?>) misuse.get(0)))
                .satisfies(failure -> assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
                        .hasMessageContaining((String) misuse.get(1)));
    }
}
