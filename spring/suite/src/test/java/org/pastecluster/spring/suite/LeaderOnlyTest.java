package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterView;
import org.pastecluster.Leadership;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.NotLeaderException;
import org.pastecluster.spring.boot.leader.LeaderGate;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** What {@code @LeaderOnly} lets run, in an application whose cluster does as the test says. */
@Tag("core")
@Tag("jdk")
class LeaderOnlyTest {

    private static final Member SELF = new Member(NodeAddress.of("http://self"), 2);
    private static final Member OTHER = new Member(NodeAddress.of("http://other"), 1);

    private volatile @Nullable Term term;

    private Cluster cluster() {
        return (Cluster) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Cluster.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "leadership" -> Optional.ofNullable(term);
                        case "view" -> term == null
                                ? new ClusterView(SELF, Role.FOLLOWING, 7, 1, OTHER, List.of(SELF, OTHER))
                                : new ClusterView(SELF, Role.LEADING, 7, 1, SELF, List.of(SELF, OTHER));
                        case "hashCode" -> 1;
                        case "equals" -> proxy == arguments[0];
                        default -> "the cluster of the test";
                    };
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Application {

        @Bean
        Jobs jobs() {
            return new Jobs();
        }

        @Bean
        SimpleAsyncTaskExecutor executor() {
            return new SimpleAsyncTaskExecutor("async-");
        }
    }

    /** What an application has its leader do. */
    static class Jobs {

        @LeaderOnly
        String report(String of, @Nullable Leadership leadership) {
            return of + " " + leadership.token() + " "
                    + Leadership.current().orElseThrow().number();
        }

        @LeaderOnly
        @Scheduled(fixedDelay = 1, initialDelay = Long.MAX_VALUE / 10_000_000)
        public Object nightly() {
            return "done";
        }

        @LeaderOnly(interrupt = true)
        public void waitsForever(CountDownLatch begun) throws InterruptedException {
            begun.countDown();
            new CountDownLatch(1).await();
        }

        @LeaderOnly
        public Mono<Long> number() {
            return Mono.fromSupplier(() -> 7L);
        }

        @LeaderOnly
        public CompletionStage<String> later(CompletableFuture<String> end) {
            return end;
        }

        @Async
        @LeaderOnly
        public CompletableFuture<String> elsewhere() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName() + " "
                    + Leadership.current().orElseThrow().number());
        }
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withBean(Cluster.class, this::cluster)
                .withConfiguration(AutoConfigurations.of(LeaderOnlyAutoConfiguration.class));
    }

    private interface Story {
        void tell(Jobs jobs, LeaderGate gate) throws Exception;
    }

    private void tell(Story story) {
        application()
                .withUserConfiguration(Application.class)
                .run(context -> story.tell(context.getBean(Jobs.class), context.getBean(LeaderGate.class)));
    }

    @Test
    void runsOnTheLeaderWithItsScopeAndToken() {
        term = new Term();
        tell((jobs, gate) -> {
            assertThat(jobs.report("token", null)).isEqualTo("token " + 7 * 65536 + " 7");
            assertThat(Leadership.current()).isEmpty();
            assertThat(gate.ran()).isEqualTo(1);
        });
    }

    @Test
    void isRefusedElsewhereWithTheLeadersName() {
        tell((jobs, gate) -> {
            assertThatThrownBy(() -> jobs.report("x", null))
                    .isInstanceOfSatisfying(
                            NotLeaderException.class,
                            refusal -> assertThat(refusal.leader()).contains(OTHER))
                    .hasMessage("Jobs.report runs on the leader only, and http://other leads.");
            assertThat(gate.skipped()).isEqualTo(1);
        });
    }

    @Test
    void aScheduledMethodIsSkippedElsewhere() {
        tell((jobs, gate) -> {
            assertThat(jobs.nightly()).isNull();
            term = new Term();
            assertThat(jobs.nightly()).isEqualTo("done");
            assertThat(gate.skipped()).isEqualTo(1);
        });
    }

    @Test
    void isLookedAtOnTheThreadThatRunsIt() {
        term = new Term();
        tell((jobs, gate) -> {
            assertThat(jobs.elsewhere().get(10, TimeUnit.SECONDS)).matches("async-\\d+ 7");
            term = null;
            assertThatThrownBy(() -> jobs.elsewhere().get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(NotLeaderException.class);
        });
    }

    @Test
    void aReactiveOneLooksWhenItIsSubscribedTo() {
        tell((jobs, gate) -> {
            Mono<Long> number = jobs.number();
            assertThatThrownBy(number::block).isInstanceOf(NotLeaderException.class);
            term = new Term();
            assertThat(number.block()).isEqualTo(7);
            assertThat(number.block()).isEqualTo(7);
            assertThat(gate.ran()).isEqualTo(2);
            assertThat(gate.drain().toCompletableFuture()).isCompleted();
        });
    }

    @Test
    void theEndOfLeadershipInterruptsWhatAsksForIt() throws Exception {
        Term leading = new Term();
        term = leading;
        tell((jobs, gate) -> {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    jobs.waitsForever(begun);
                } catch (InterruptedException told) {
                    stillInterrupted.complete(Thread.currentThread().isInterrupted());
                }
            });
            thread.start();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            leading.end("over");
            assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isFalse();
        });
    }

    /** Calls another leader-only method, and goes on when that was interrupted. */
    static class Outer {
        private final Jobs jobs;

        Outer(Jobs jobs) {
            this.jobs = jobs;
        }

        @LeaderOnly(interrupt = true)
        public void waitsTwice(CountDownLatch begun, CompletableFuture<String> end) {
            try {
                jobs.waitsForever(begun);
            } catch (InterruptedException inside) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException outside) {
                    end.complete("interrupted again");
                }
            }
        }
    }

    @Test
    void theEndOfACallWithinAnotherLeavesTheOtherItsInterruption() {
        Term leading = new Term();
        term = leading;
        application()
                .withUserConfiguration(Application.class)
                .withBean(Outer.class)
                .run(context -> {
                    CountDownLatch begun = new CountDownLatch(1);
                    CompletableFuture<String> end = new CompletableFuture<>();
                    Outer outer = context.getBean(Outer.class);
                    Thread thread = new Thread(() -> outer.waitsTwice(begun, end));
                    thread.setDaemon(true);
                    thread.start();
                    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
                    leading.end("over");
                    assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted again");
                });
    }

    @Test
    void aStopWaitsForWhatRunsAndLetsNothingNewBegin() {
        term = new Term();
        tell((jobs, gate) -> {
            CompletableFuture<String> end = new CompletableFuture<>();
            jobs.later(end);
            CompletableFuture<?> drained = gate.drain().toCompletableFuture();

            assertThat(drained).isNotDone();
            assertThatThrownBy(() -> jobs.report("x", null))
                    .isInstanceOfSatisfying(
                            NotLeaderException.class,
                            refusal -> assertThat(refusal.leader()).isEmpty())
                    .hasMessageContaining("this node, which still leads, is stopping");
            end.complete("done");
            assertThat(drained).isCompleted();
            gate.start();
            assertThat(jobs.report("again", null)).startsWith("again");
        });
    }

    @Test
    void theEndOfAChildContextStopsNothing() {
        term = new Term();
        application().withUserConfiguration(Application.class).run(context -> {
            try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
                child.setParent(context.getSourceApplicationContext());
                child.refresh();
            }
            assertThat(context.getBean(Jobs.class).report("on", null)).startsWith("on");
        });
    }
}
