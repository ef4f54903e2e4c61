package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.Leadership;
import org.pastecluster.ClusterEvent.LeadershipAcquired;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.ClusterTemplate;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.pastecluster.spring.boot.messages.PasteClusterMessagesAutoConfiguration;
import org.pastecluster.spring.test.VirtualApplications;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Applications on virtual time: what it is promised to be. */
@Tag("core")
class VirtualApplicationsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WORK = Duration.ofSeconds(20);

    /** What all applications did, in order. */
    private static final List<String> DONE = new ArrayList<>();

    private static CountDownLatch neverOpened = new CountDownLatch(1);

    @BeforeEach
    void forget() {
        DONE.clear();
        neverOpened = new CountDownLatch(1);
    }

    /** Of what starts quickly. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        PasteClusterAutoConfiguration.class,
        LeaderOnlyAutoConfiguration.class,
        PasteClusterMessagesAutoConfiguration.class
    })
    @EnableScheduling
    static class Application {

        /** Which the test's takes the place of. */
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Job job(Cluster cluster, Clock clock) {
            return new Job(cluster, clock);
        }
    }

    static class Job {

        private final Cluster cluster;
        private final Clock clock;

        Job(Cluster cluster, Clock clock) {
            this.cluster = cluster;
            this.clock = clock;
        }

        private void does(String what) {
            DONE.add(cluster.self().name() + " " + what + " " + clock.instant().toString().substring(11, 19));
        }

        @Scheduled(cron = "0 * * * * *")
        @LeaderOnly(interrupt = true)
        void works() throws InterruptedException {
            does("begins");
            try {
                VirtualApplications.pass(WORK);
                does("ends");
            } catch (InterruptedException end) {
                does("stops, valid: " + Leadership.current().orElseThrow().isValid());
                throw end;
            }
        }

        @EventListener
        void leads(LeadershipAcquired event) {
            does("leads");
        }

        @ClusterListener(type = 11)
        void takes(String text) {
            does(text);
        }
    }

    private static VirtualApplications three() {
        return VirtualApplications.of(Application.class)
                .names("red", "green", "blue")
                .startsAt(Instant.parse("2026-01-05T08:00:30Z"))
                .start();
    }

    private static String nameOf(VirtualApplications nodes, int node) {
        return nodes.cluster(node).self().name();
    }

    @Test
    void a_job_that_takes_time_is_killed_in_the_middle_and_the_next_leader_runs_the_next_slot() {
        try (VirtualApplications nodes = three()) {
            int first = nodes.awaitLeader(Duration.ofSeconds(10));
            nodes.advanceUntil(() -> nodes.isBusy(first), Duration.ofMinutes(1));
            nodes.advance(Duration.ofSeconds(5));

            nodes.kill(first);
            nodes.advance(Duration.ofMinutes(1));

            int next = nodes.leader().orElseThrow();
            assertThat(DONE)
                    .filteredOn(what -> !what.contains("leads"))
                    .containsExactly(
                            nameOf(nodes, first) + " begins 08:01:00",
                            nameOf(nodes, next) + " begins 08:02:00");
            assertThat(nodes.isUp(first)).isFalse();
        }
    }

    @Test
    void a_leader_that_was_paused_in_the_middle_is_interrupted_when_it_goes_on() {
        try (VirtualApplications nodes = three()) {
            int first = nodes.awaitLeader(Duration.ofSeconds(10));
            nodes.advanceUntil(() -> nodes.isBusy(first), Duration.ofMinutes(1));
            nodes.advance(SECOND);
            nodes.pause(first);
            nodes.advance(Duration.ofSeconds(15));
            nodes.resume(first);
            nodes.advance(SECOND);

            assertThat(DONE).anyMatch(what -> what.startsWith(nameOf(nodes, first) + " stops, valid: false 08:01:16"));
        }
    }

    @Test
    void an_orderly_stop_lets_the_job_end_or_interrupts_it_and_hands_over() {
        try (VirtualApplications nodes = three()) {
            int first = nodes.awaitLeader(Duration.ofSeconds(10));
            nodes.advanceUntil(() -> nodes.isBusy(first), Duration.ofMinutes(1));
            nodes.advance(Duration.ofSeconds(15));

            nodes.stop(first);
            nodes.awaitLeader(SECOND);

            assertThat(DONE).contains(nameOf(nodes, first) + " ends 08:01:20");
            assertThat(nodes.context(first).isActive()).isFalse();
            int second = nodes.leader().orElseThrow();
            nodes.advanceUntil(() -> nodes.isBusy(second), Duration.ofMinutes(1));
            nodes.stop(second);
            assertThat(DONE).contains(nameOf(nodes, second) + " stops, valid: true 08:02:10");
        }
    }

    @Test
    void messages_reach_the_node_of_a_name_and_a_node_that_was_started_again_has_a_new_context() {
        try (VirtualApplications nodes = three()) {
            int leader = nodes.awaitLeader(Duration.ofSeconds(10));
            nodes.bean(leader, ClusterTemplate.class).send(Target.named("blue"), 11, "hello");
            nodes.advance(SECOND);
            assertThat(DONE).anyMatch(what -> what.startsWith("blue hello 08:00:3"));

            var before = nodes.context(2);
            nodes.restart(2);
            nodes.advance(Duration.ofSeconds(10));
            assertThat(nodes.context(2)).isNotSameAs(before);
            assertThat(nodes.cluster(2).view().members()).hasSize(3);
            assertThat(nodes.beans(Job.class)).hasSize(3);
        }
    }

    @Test
    void a_split_node_does_not_run_the_job_when_its_leadership_is_over() {
        try (VirtualApplications nodes = VirtualApplications.of(Application.class)
                .settings(settings -> settings.minMembers(2))
                .startsAt(Instant.parse("2026-01-05T08:00:30Z"))
                .start()) {
            int first = nodes.awaitLeader(Duration.ofSeconds(10));
            nodes.split(first);
            nodes.advance(Duration.ofMinutes(1));

            assertThat(DONE).filteredOn(what -> what.contains("begins 08:01:00")).hasSize(1);
            nodes.heal();
            nodes.awaitLeader(Duration.ofSeconds(30));
        }
    }

    @Test
    void the_same_test_is_the_same_history() {
        List<List<String>> histories = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            DONE.clear();
            try (VirtualApplications nodes = three()) {
                nodes.advance(Duration.ofSeconds(45));
                nodes.kill(nodes.leader().orElseThrow());
                nodes.advance(Duration.ofMinutes(3));
            }
            histories.add(List.copyOf(DONE));
        }
        assertThat(histories.get(0)).isEqualTo(histories.get(1)).hasSizeGreaterThan(5);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Stuck {
        @Bean
        Waiter waiter() {
            return new Waiter();
        }
    }

    static class Waiter {
        @Scheduled(fixedDelay = 1000)
        void waits() throws InterruptedException {
            neverOpened.await();
        }
    }

    @Test
    void a_job_that_blocks_fails_the_test_with_its_stack() {
        try (VirtualApplications nodes = VirtualApplications.of(Stuck.class)
                .nodes(1)
                .patience(Duration.ofSeconds(1))
                .start()) {
            assertThatThrownBy(() -> nodes.advance(SECOND))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("node 0, scheduling has not come back")
                    .hasMessageContaining("VirtualApplications.pass")
                    .hasStackTraceContaining("Waiter.waits");
            neverOpened.countDown();
        }
    }

    @Test
    void what_cannot_be_is_said() {
        assertThatThrownBy(VirtualApplications::of).hasMessageContaining("@SpringBootApplication");
        try (VirtualApplications nodes = VirtualApplications.of(Stuck.class).nodes(1).start()) {
            neverOpened.countDown();
            assertThatThrownBy(() -> nodes.advanceUntil(() -> false, SECOND))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Not so after 1000 ms. At 1000 ms: 0 LEADING");
        }
    }
}
