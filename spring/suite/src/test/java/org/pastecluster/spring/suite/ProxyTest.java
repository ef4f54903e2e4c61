package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** An application behind an nginx that keeps the cluster's paths away from the outside by one rule. */
@Tag("long")
@Tag("web")
class ProxyTest {

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext application;
    private static Nginx nginx;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Nginx.program();
        assumeTrue(program.isPresent(), "nginx is not installed");
        application = App.start();
        nginx = Nginx.start(program.orElseThrow(), folder, """
                location /api/cluster {
                    return 403;
                }
                location / {
                    proxy_pass http://127.0.0.1:%d;
                }
                """.formatted(App.port(application)));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
            application.close();
        }
    }

    @Test
    void inside_the_cluster_answers_and_outside_the_proxy_and_spring_security_do() throws Exception {
        assertThat(RawHttp.get(App.port(application), "/api/cluster/status"))
                .startsWith("HTTP/1.1 401")
                .contains("\"success\"");
        assertThat(RawHttp.get(nginx.port(), "/api/cluster/status")).startsWith("HTTP/1.1 403");
        assertThat(RawHttp.get(nginx.port(), "/other"))
                .startsWith("HTTP/1.1 401")
                .contains("WWW-Authenticate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/api/cluster/status",
                "//api/cluster/status",
                "/api//cluster/status",
                "/api/cluster//status",
                "/api/cluster/status/",
                "/api/cluster/status;x",
                "/api/cluster;x/status",
                "/api;x/cluster/status",
                "/;x/api/cluster/status",
                "/api/%63luster/status",
                "/api/%2563luster/status",
                "/api%2fcluster/status",
                "/api%2Fcluster%2Fstatus",
                "/%2fapi/cluster/status",
                "/./api/cluster/status",
                "/%2e/api/cluster/status",
                "/x/../api/cluster/status",
                "/x/%2e%2e/api/cluster/status",
                "/x/..;/api/cluster/status",
                "/x/..%2fapi/cluster/status",
                "/API/cluster/status",
                "/api/Cluster/status",
                "/Api/Cluster/Status",
                "/api\\cluster\\status",
                "/api/cluste%72/status",
                "/api/cluster%00/status",
            })
    void no_spelling_leads_to_the_cluster_from_outside(String uri) throws Exception {
        assertThat(RawHttp.get(nginx.port(), uri))
                .matches("(?s)HTTP/1.1 (400|401|403|404) .*")
                .doesNotContain("\"success\"")
                .doesNotContain("pastecluster");
    }
}
