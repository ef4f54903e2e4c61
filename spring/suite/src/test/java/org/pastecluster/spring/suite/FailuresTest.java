package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pastecluster.Cluster;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What cannot work ends the start, and the action that Spring Boot prints is the fix. */
@ExtendWith(OutputCaptureExtension.class)
class FailuresTest {

    /** A predecessor has to end sooner. */
    private static final String QUICK_DRAIN = "pastecluster.drain=100ms";

    private static final String QUICK_LEAVE = "pastecluster.leave-timeout=100ms";

    @Test
    void a_missing_secret(CapturedOutput output) {
        fails("pastecluster.secret=");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The property pastecluster.secret is not set")
                .containsSubsequence("Action:", "Set pastecluster.secret to", "openssl rand -hex 32");
    }

    @Test
    void a_short_secret() {
        String output = analysis("pastecluster.secret=short");

        assertThat(output).containsSubsequence("has 5 characters", "Action:", "Take for example", "openssl");
    }

    @Test
    void an_entry_of_the_node_list(CapturedOutput output) {
        fails("pastecluster.nodes=http://127.0.0.1:1,two");

        assertThat(output).containsSubsequence("'two'", "Action:", "Write a whole number or leave it empty");
    }

    @Test
    void times_that_do_not_fit_together() {
        String output = analysis("pastecluster.lease=1s", "pastecluster.secret=correct-horse-battery-staple");

        assertThat(output).containsSubsequence("lease (1s) must be longer than verdict", "Action:", "pastecluster");
    }

    @Test
    void a_url_that_leads_to_another_process(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext other = App.start()) {
            fails("pastecluster.host=" + App.url(other), QUICK_DRAIN, QUICK_LEAVE);

            assertThat(output)
                    .containsSubsequence(
                            "APPLICATION FAILED TO START",
                            "cannot be reached at " + App.url(other),
                            "another node answers there",
                            "Action:",
                            "Set pastecluster.host to");
        }
    }

    @Test
    void a_url_that_leads_to_another_process_once_the_application_runs() throws Exception {
        int port = Ports.free();
        String url = "http://127.0.0.1:" + port;
        try (ConfigurableApplicationContext late = App.start("pastecluster.host=" + url, QUICK_DRAIN, QUICK_LEAVE);
                ErrorOf told = new ErrorOf("org.pastecluster.spring.boot.PasteClusterLifecycle");
                ConfigurableApplicationContext other = App.start("server.port=" + port)) {
            assertThat(App.url(other)).isEqualTo(url);
            assertThat(Waiting.until(told.first()))
                    .contains("does not start. This node cannot be reached at " + url)
                    .contains("another node answers there");
            assertThat(late.getBean(Cluster.class).health().reasons())
                    .anySatisfy(reason -> assertThat(reason).contains("another node answers there"));
        }
    }

    /** Without a web server, which would take most of the time. */
    private static String analysis(String... properties) {
        AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(PasteClusterAutoConfiguration.class))
                .withPropertyValues(properties)
                .run(context -> analysis.set(analyzer().analyze(context.getStartupFailure())));
        return analysis.get().getDescription() + "Action:" + analysis.get().getAction();
    }

    private static FailureAnalyzer analyzer() throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.pastecluster.spring.boot.failure.ClusterFailureAnalyzer");
        return (FailureAnalyzer) BeanUtils.instantiateClass(type);
    }

    private static void fails(String... properties) {
        assertThatThrownBy(() -> App.start(properties)).isInstanceOf(RuntimeException.class);
    }
}
