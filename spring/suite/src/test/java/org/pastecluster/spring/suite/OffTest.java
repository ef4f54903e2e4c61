package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth;
import org.pastecluster.Messages;
import org.pastecluster.Role;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;

/** Applications that take no part in a cluster. */
@ExtendWith(OutputCaptureExtension.class)
class OffTest {

    private static final AutoConfigurations OURS = AutoConfigurations.of(PasteClusterAutoConfiguration.class);

    @Test
    void switched_off_there_is_nothing_of_it() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues("pastecluster.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Cluster.class));
    }

    @Test
    void without_a_web_server_it_is_off_and_says_so_in_one_line(CapturedOutput output) {
        new ApplicationContextRunner().withConfiguration(OURS).run(context -> {
            assertThat(context).hasNotFailed();
            Cluster cluster = context.getBean(Cluster.class);
            assertThat(cluster.view().role()).isEqualTo(Role.STOPPED);
            assertThat(cluster.health().status()).isEqualTo(ClusterHealth.Status.DOWN);
            assertThat(cluster.health().reasons()).singleElement().asString().contains("no web server");
        });

        assertThat(output.getAll().lines().filter(line -> line.contains("The cluster node is off")))
                .hasSize(1);
    }

    @Test
    void without_a_web_server_what_only_a_leader_does_is_never_done_which_is_a_warning(CapturedOutput output) {
        new ApplicationContextRunner().withConfiguration(OURS).withBean(Report.class).run(context -> assertThat(context)
                .hasNotFailed());

        assertThat(output.getAll().lines().filter(line -> line.contains("The cluster node is off")))
                .singleElement()
                .asString()
                .contains("WARN")
                .endsWith("No @LeaderOnly method runs here, such as Report.write.");
    }

    /** What a leader alone does. */
    static class Report {

        @LeaderOnly
        void write() {}
    }

    @Test
    void an_application_with_a_cluster_of_its_own_has_no_other() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .withBean("own", Cluster.class, () -> {
                    AtomicReference<Cluster> ours = new AtomicReference<>();
                    new ApplicationContextRunner()
                            .withConfiguration(OURS)
                            .run(other -> ours.set(other.getBean(Cluster.class)));
                    return ours.get();
                })
                .run(context -> {
                    assertThat(context).hasSingleBean(Cluster.class).hasSingleBean(Messages.class);
                    assertThat(context.getBeanNamesForType(SmartLifecycle.class))
                            .noneMatch(name -> name.startsWith("pasteCluster"));
                });
    }

    @Test
    void in_a_test_with_a_mocked_web_server_it_is_off_quietly_and_needs_no_secret(CapturedOutput output) {
        new WebApplicationContextRunner()
                .withConfiguration(OURS)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(Cluster.class)
                        .extracting(Cluster::isLeader)
                        .isEqualTo(false));

        assertThat(output).doesNotContain("The cluster node is off");
    }
}
