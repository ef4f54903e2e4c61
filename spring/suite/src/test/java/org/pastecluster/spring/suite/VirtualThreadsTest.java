package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.pastecluster.Cluster;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.ClusterTemplate;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.Slot;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** An application that runs on virtual threads. */
@Tag("core")
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "skipped: this JVM has no virtual threads")
@Tag("jdk")
class VirtualThreadsTest {

    @EnableScheduling
    static class Worker {

        private final CompletableFuture<String> ran = new CompletableFuture<>();
        private final CompletableFuture<String> handled = new CompletableFuture<>();

        /** By a method, for the bean is a proxy. */
        CompletableFuture<String> ran() {
            return ran;
        }

        CompletableFuture<String> handled() {
            return handled;
        }

        @Scheduled(cron = "* * * * * *")
        @LeaderOnly
        void works() {
            ran.complete(here() + ", slot known: " + Slot.current().isPresent());
        }

        @ClusterListener(type = 51)
        void takes(String text) {
            handled.complete(text + " on " + here());
        }

        /** Compiled for a Java that has none of them. */
        private static String here() {
            try {
                return Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()).equals(true)
                        ? "virtual"
                        : Thread.currentThread().toString();
            } catch (ReflectiveOperationException impossible) {
                return impossible.toString();
            }
        }
    }

    @Test
    void jobs_with_slots_and_handlers_run_on_virtual_threads() throws Exception {
        try (ConfigurableApplicationContext application =
                App.start(List.of(Worker.class), "POD_IP=127.0.0.1", "spring.threads.virtual.enabled=true")) {
            Worker worker = application.getBean(Worker.class);
            Waiting.until(application.getBean(Cluster.class).awaitLeader());

            assertThat(Waiting.until(worker.ran())).isEqualTo("virtual, slot known: true");

            assertThat(Waiting.until(application.getBean(ClusterTemplate.class).send(Target.all(), 51, "hello"))
                            .isDelivered())
                    .isTrue();
            assertThat(Waiting.until(worker.handled())).isEqualTo("hello on virtual");
        }
    }
}
