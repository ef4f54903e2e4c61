package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.spring.test.VirtualApplications;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The test of the README. */
@Tag("core")
class NightlyTest {

    /** Stands for the table that all nodes write into. */
    private static final Map<Instant, Integer> WRITTEN = new ConcurrentHashMap<>();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    @Import(Nightly.class)
    static class Application {
        @Bean
        Reports reports() {
            return new Reports() {
                @Override
                void writeOnce(String job, Instant planned) {
                    WRITTEN.merge(planned, 1, Integer::sum);
                }
            };
        }
    }

    // tag::nightly
    @Test
    void the_report_is_written_once_each_night_also_while_the_leader_dies() {
        try (VirtualApplications nodes = VirtualApplications.of(Application.class)
                .startsAt(Instant.parse("2026-01-05T01:30:00Z")) // half past two in Berlin
                .start()) {
            nodes.advance(Duration.ofHours(1)); // it takes a moment

            nodes.kill(nodes.leader().orElseThrow());
            nodes.advance(Duration.ofDays(1));

            assertThat(WRITTEN)
                    .containsOnly(
                            entry(Instant.parse("2026-01-05T02:00:00Z"), 1),
                            entry(Instant.parse("2026-01-06T02:00:00Z"), 1));
        }
    }
    // end::nightly
}
