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
            return new HandScheduler(Instant.parse("2026-03-01T00:00:00Z"), false);
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
    void whatRanBeforeAHandOverIsNotRunAfterIt() throws Exception {
        ConfigurableApplicationContext first = start();
        ConfigurableApplicationContext second = start("pastecluster.nodes=" + App.url(first));
        boolean isFirst = Waiting.until(Waiting.viewOfTwo(cluster(second))).currentLeader().stream()
                .anyMatch(leader -> leader.host().equals(App.url(first)));
        Waiting.until(Waiting.viewOfTwo(cluster(first)));
        ConfigurableApplicationContext leader = isFirst ? first : second;
        ConfigurableApplicationContext heir = isFirst ? second : first;
        night(leader, 1);
        assertThat(written(leader)).containsExactly(JOB + "2026-03-01T02:00:00Z");

        CompletableFuture<ClusterEvent> handedOver = leads(heir);
        cluster(leader).handOver();
        Waiting.until(handedOver);
        night(heir, 1);
        assertThat(alreadyRun(heir)).isEqualTo(1);
        assertThat(written(heir)).isEmpty();
        night(heir, 2);
        assertThat(written(heir)).containsExactly(JOB + "2026-03-02T02:00:00Z");

        // A context that stops and starts again is another member, and knows what it knew.
        leader.stop();
        leader.start();
        Waiting.until(Waiting.viewOfTwo(cluster(leader)));
        CompletableFuture<ClusterEvent> handedBack = leads(leader);
        heir.stop();
        Waiting.until(handedBack);
        night(leader, 2);
        assertThat(written(leader)).containsExactly(JOB + "2026-03-01T02:00:00Z");
        night(leader, 3);
        assertThat(written(leader)).containsExactly(JOB + "2026-03-01T02:00:00Z", JOB + "2026-03-03T02:00:00Z");
    }
}
