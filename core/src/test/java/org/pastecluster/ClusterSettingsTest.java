package org.pastecluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterSettingsTest {

    private static ClusterSettingsBuilder builder() {
        return ClusterSettings.builder(NodeAddress.of("http://10.0.0.3:8080"));
    }

    private static Arguments rule(UnaryOperator<ClusterSettingsBuilder> change, String sentence) {
        return Arguments.of(change, sentence);
    }

    private static Duration millis(long number) {
        return Duration.ofMillis(number);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(it -> it.heartbeat(millis(2000)), "doubt (2s) must be longer than heartbeat (2s), else "),
                rule(it -> it.doubt(millis(2700)), "verdict (2700ms) must be longer than doubt (2700ms), else "),
                rule(it -> it.verdict(millis(3001)), "lease (3s) must be longer than verdict (3001ms), else "),
                rule(it -> it.leaseWarning(millis(3000)), "leaseWarning (3s) must be shorter than lease (3s), or "),
                rule(it -> it.leaseWarning(Duration.ZERO), "leaseWarning (0s) must be longer than zero."),
                rule(it -> it.heartbeat(millis(-1)), "heartbeat (-1ms) must be longer than zero."),
                rule(it -> it.callTimeout(Duration.ZERO), "callTimeout (0s) must be longer than zero."),
                rule(it -> it.foundingMargin(millis(-1)), "foundingMargin (-1ms) must not be negative."),
                rule(it -> it.claimDelay(millis(-1)), "claimDelay (-1ms) must not be negative."),
                rule(it -> it.searchInterval(Duration.ZERO), "searchInterval (0s) must be longer than zero."),
                rule(it -> it.searchIntervalLater(Duration.ZERO), "searchIntervalLater (0s) must be longer than zero."),
                rule(it -> it.minMembers(0), "minMembers (0) must be at least 1."),
                rule(it -> it.rememberedNodes(-1), "rememberedNodes (-1) must be at least "));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void settings_that_cannot_work_together_are_refused_with_a_sentence(
            UnaryOperator<ClusterSettingsBuilder> change, String sentence) {
        assertThatThrownBy(() -> change.apply(builder()).build())
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void the_defaults_are_those_that_are_promised() {
        ClusterSettings settings = builder().build();

        assertThat(settings.heartbeat()).isEqualTo(millis(1000));
        assertThat(settings.doubt()).isEqualTo(millis(2000));
        assertThat(settings.verdict()).isEqualTo(millis(2700));
        assertThat(settings.lease()).isEqualTo(millis(3000));
        assertThat(settings.minMembers()).isEqualTo(1);
        assertThat(settings.trustRefusal()).isTrue();
        assertThat(settings.searchInterval()).isEqualTo(millis(3000));
        assertThat(settings.searchIntervalLater()).isEqualTo(millis(30_000));
    }
}
