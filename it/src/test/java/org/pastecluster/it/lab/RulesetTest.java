package org.pastecluster.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulesetTest {

    @Test
    void what_vanishes_vanishes_on_the_bridge() {
        Ruleset rules = new Ruleset(List.of(
                new Obstacle(1, 2, Way.LOSS), new Obstacle(1, 3, Way.DROP_REQUESTS), new Obstacle(2, 1, Way.DROP)));

        assertThat(rules.ofBridge())
                .containsSubsequence(
                        "ip saddr 10.77.0.2 ip daddr 10.77.0.1 drop\n",
                        "ip saddr 10.77.0.1 ip daddr 10.77.0.3 tcp dport 8080 drop\n",
                        "ip saddr 10.77.0.1 ip daddr 10.77.0.2 numgen random mod 100 < 20 drop\n");
        assertThat(rules.ofNode(1)).isEqualTo(new Ruleset(List.of()).ofNode(1));
    }

    @Test
    void who_is_refused_is_refused_by_the_machine_that_it_calls() {
        Ruleset rules = new Ruleset(List.of(new Obstacle(1, 2, Way.REFUSE_REQUESTS)));

        assertThat(rules.ofNode(2))
                .contains(
                        "ip saddr 10.77.0.1 tcp dport 8080 reject with tcp reset",
                        "ip daddr 10.77.0.1 tcp sport 8080 reject with tcp reset");
        assertThat(rules.ofNode(1)).doesNotContain("reject");
        assertThat(rules.ofBridge()).doesNotContain("10.77.0");
    }

    @Test
    void who_is_led_elsewhere_is_led_by_his_own_machine_and_to_an_answer_before_a_delay() {
        Ruleset rules = new Ruleset(List.of(new Obstacle(1, 2, Way.DELAY), new Obstacle(1, 2, Way.ANSWERED)));

        assertThat(rules.ofNode(1))
                .containsSubsequence(
                        "ip daddr 10.77.0.2 tcp dport 8080 redirect to :9302",
                        "ip daddr 10.77.0.2 tcp dport 8080 redirect to :9002",
                        "tcp dport 18080 dnat to :8080");
        assertThat(rules.ofNode(2)).doesNotContain("redirect");
    }
}
