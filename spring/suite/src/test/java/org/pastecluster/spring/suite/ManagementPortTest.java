package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pastecluster.Cluster;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The cluster's paths on the management port. */
@Tag("web")
@ExtendWith(OutputCaptureExtension.class)
class ManagementPortTest {

    @Test
    void the_node_is_reached_at_the_management_port_alone() throws Exception {
        try (ConfigurableApplicationContext application = App.start(
                "POD_IP=127.0.0.1",
                "pastecluster.port=management",
                "management.server.port=0",
                "management.server.base-path=/manage")) {
            Cluster cluster = application.getBean(Cluster.class);
            int port = application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
            Waiting.until(cluster.awaitLeader());

            assertThat(cluster.self().host()).isEqualTo("http://127.0.0.1:" + port + "/manage");
            assertThat(RawHttp.get(port, "/manage/api/cluster/status"))
                    .startsWith("HTTP/1.1 401")
                    .contains("{\"success\":false");
            assertThat(RawHttp.get(port, "/manage/other")).matches("(?s)HTTP/1.1 (401|404) .*").doesNotContain("\"success\"");
            assertThat(RawHttp.get(App.port(application), "/api/cluster/status"))
                    .startsWith("HTTP/1.1 401")
                    .doesNotContain("\"success\"");
        }
    }

    @Test
    void without_a_management_port_it_is_off_and_says_what_to_set(CapturedOutput output) {
        App.start("pastecluster.port=management").close();

        assertThat(output).contains("The cluster node is off: pastecluster.port=management wants a management port")
                .contains("set management.server.port");
    }
}
