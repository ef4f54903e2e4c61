package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.spring.boot.leader.LeaderGate;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The README's job with slots, in two applications that are a cluster. */
@Tag("core")
class SlotsOnTheWireTest {

    private static final String JOB = "nightly.report 0 0 3 * * * Europe/Berlin of ";

    private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

    @Configuration(proxyBeanMethods = false)
    static class Scheduler {

        @Bean
        HandScheduler taskScheduler() {
            return new HandScheduler(Instant.parse("2026-03-01T01:59:30Z"), false);
        }
    }

    @AfterEach
    void stop() {
        applications.forEach(ConfigurableApplicationContext::close);
    }

    private ConfigurableApplicationContext start(String... properties) {
        ConfigurableApplicationContext application = App.start(List.of(Reports.class, Nightly.class, Scheduler.class), properties);
        applications.add(application);
        return application;
    }

    private static Cluster cluster(ConfigurableApplicationContext application) {
        return application.getBean(Cluster.class);
    }

    /** Lets an application's scheduler get to three o'clock in Berlin of a day in March. */
    private static void night(ConfigurableApplicationContext application, int day) {
        application.getBean(HandScheduler.class).moveTo(Instant.parse("2026-03-0" + day + "T02:00:00Z"));
    }

    /** Lets its clock be half a minute behind that of one that has got there. */
    private static void beforeNight(ConfigurableApplicationContext application, int day) {
        application.getBean(HandScheduler.class).moveTo(Instant.parse("2026-03-0" + day + "T01:59:30Z"));
    }

    private static List<String> written(ConfigurableApplicationContext application) {
        return application.getBean(Reports.class).written();
    }

    private static long alreadyRun(ConfigurableApplicationContext application) {
        return application.getBean(LeaderGate.class).alreadyRun();
    }

    private static CompletableFuture<ClusterEvent> leads(ConfigurableApplicationContext application) {
        CompletableFuture<ClusterEvent> begun = new CompletableFuture<>();
        var registration = cluster(application).addListener(event -> {
            if (event instanceof ClusterEvent.LeadershipAcquired) {
                begun.complete(event);
            }
        });
        return begun.whenComplete((event, never) -> registration.remove());
    }

    @Test
    void whatRanBeforeLeadershipMovesIsNotRunAfterIt() throws Exception {
        ConfigurableApplicationContext first = start();
        ConfigurableApplicationContext second = start("pastecluster.nodes=" + App.url(first));
        assertThat(Waiting.until(Waiting.viewOfTwo(cluster(second))).currentLeader())
                .hasValueSatisfying(leader -> assertThat(leader.host()).isEqualTo(App.url(first)));
        Waiting.until(Waiting.viewOfTwo(cluster(first)));
        night(first, 1);
        assertThat(written(first)).containsExactly(JOB + "2026-03-01T02:00:00Z");

        CompletableFuture<ClusterEvent> handedOver = leads(second);
        cluster(first).handOver();
        Waiting.until(handedOver);
        night(second, 1);
        assertThat(alreadyRun(second)).isEqualTo(1);

        beforeNight(first, 2);
        night(second, 2);
        assertThat(written(second)).containsExactly(JOB + "2026-03-02T02:00:00Z");
        CompletableFuture<ClusterEvent> left = leads(first);
        second.stop();
        Waiting.until(left);
        night(first, 2);
        assertThat(alreadyRun(first)).isEqualTo(1);

        // A context that stopped and starts again is another member, and is told what it missed.
        second.start();
        Waiting.until(Waiting.viewOfTwo(cluster(second)));
        Waiting.until(Waiting.viewOfTwo(cluster(first)));
        beforeNight(second, 3);
        night(first, 3);
        CompletableFuture<ClusterEvent> again = leads(second);
        cluster(first).handOver();
        Waiting.until(again);
        night(second, 3);
        assertThat(alreadyRun(second)).isEqualTo(2);
        assertThat(written(second)).hasSize(1);
        assertThat(written(first)).containsExactly(JOB + "2026-03-01T02:00:00Z", JOB + "2026-03-03T02:00:00Z");
    }
}
