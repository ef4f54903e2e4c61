package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.ClusterHealth.Status;
import org.pastecluster.ClusterView;
import org.pastecluster.Role;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;

/** What the health component says of a node. */
@Tag("core")
class HealthTest {

    private final StandIn node = new StandIn();

    @Test
    void a_node_with_a_leader_is_up_and_its_details_say_who_leads() {
        node.view = new ClusterView(StandIn.SELF, Role.LEADING, 5, 1, StandIn.SELF, List.of(StandIn.SELF));

        assertThat(status()).isEqualTo("UP");
        assertThat(details())
                .containsEntry("role", "LEADING")
                .containsEntry("leader", "http://192.0.2.3:8080")
                .containsEntry("number", 5L)
                .containsEntry("members", 1)
                .containsEntry("findings", List.of());
    }

    @Test
    void without_a_leader_for_long_it_stays_up_with_a_detail() {
        node.health = StandIn.health(Status.DOWN, Kind.NO_LEADER);

        assertThat(status()).isEqualTo("UP");
        assertThat(details())
                .containsEntry("leader", "none")
                .containsEntry(
                        "findings", List.of(Map.of("kind", "NO_LEADER", "sentence", "Of the kind NO_LEADER.")));
    }

    @Test
    void the_status_without_a_leader_can_be_set_and_does_not_show_in_a_short_gap() {
        String setting = "pastecluster.health.no-leader-status=OUT_OF_SERVICE";
        node.health = StandIn.health(Status.DOWN, Kind.NO_LEADER);
        assertThat(status(setting)).isEqualTo("OUT_OF_SERVICE");

        node.health = StandIn.health(Status.UP, Kind.NO_LEADER);
        assertThat(status(setting)).isEqualTo("UP");
    }

    @Test
    void a_loop_that_has_not_run_is_down_whoever_leads() {
        node.health = StandIn.health(Status.DOWN, Kind.LOOP_LATE, Kind.NO_LEADER);
        assertThat(status()).isEqualTo("DOWN");

        node.health = StandIn.health(Status.DOWN, Kind.LOOP_LATE, Kind.NOT_JOINED);
        assertThat(status()).isEqualTo("DOWN");
    }

    @Test
    void a_node_that_stopped_or_failed_is_down() {
        node.health = StandIn.health(Status.DOWN, Kind.STOPPED);
        assertThat(status()).isEqualTo("DOWN");

        node.health = StandIn.health(Status.DOWN, Kind.FAILED);
        assertThat(status()).isEqualTo("DOWN");
    }

    @Test
    void a_node_that_has_not_joined_is_unknown() {
        node.health = StandIn.health(Status.DOWN, Kind.NOT_JOINED);

        assertThat(status()).isEqualTo("UNKNOWN");
    }

    private String status(String... properties) {
        Object health = health(properties);
        Object status = Objects.requireNonNull(ReflectionTestUtils.invokeMethod(health, "getStatus"));
        return Objects.requireNonNull(ReflectionTestUtils.invokeMethod(status, "getCode"));
    }

    private Map<String, Object> details() {
        return Objects.requireNonNull(ReflectionTestUtils.invokeMethod(health(), "getDetails"));
    }

    /** By reflection, for the types have other names in each generation. */
    private Object health(String... properties) {
        Object[] seen = new Object[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(PasteClusterAutoConfiguration.class, adapter()))
                .withBean("own", Cluster.class, node::cluster)
                .withPropertyValues(properties)
                .run(context -> seen[0] = ReflectionTestUtils.invokeMethod(indicator(context), "health"));
        return Objects.requireNonNull(seen[0]);
    }

    private static Object indicator(ApplicationContext context) {
        return context.getBean("pasteclusterHealthIndicator");
    }

    private static Class<?> adapter() {
        String generation = SpringBootVersion.getVersion().substring(0, 1);
        return ClassUtils.resolveClassName(
                "org.pastecluster.spring.boot.boot" + generation + ".Boot" + generation + "HealthAutoConfiguration",
                HealthTest.class.getClassLoader());
    }
}
