package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterView;
import org.pastecluster.Messages;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.ReflectionTestUtils;

/** Two applications that were given a secret and a node list. Everything that changes neither is asked of the same two. */
@Tag("core")
@Tag("web")
@Tag("jdk")
class TwoNodesTest {

    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    /** Beside the application. */
    @Configuration(proxyBeanMethods = false)
    static class Seen {

        @Bean
        static Requests requests() {
            return new Requests();
        }
    }

    @BeforeAll
    static void start() {
        first = App.start(
                List.of(Seen.class, Reports.class, Jobs.class),
                "server.servlet.context-path=/app",
                "spring.webflux.base-path=/app",
                "management.endpoints.web.exposure.include=health",
                "management.endpoint.health.probes.enabled=true",
                "management.endpoint.health.show-details=always",
                "server.forward-headers-strategy=framework");
        second = App.start(
                List.of(Reports.class, Jobs.class),
                "spring.mvc.servlet.path=/mvc",
                "pastecluster.nodes=" + App.url(first) + ",1,2,blue");
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @Test
    void they_agree_on_a_leader_and_name_each_other_by_their_real_ports() throws Exception {
        Cluster one = first.getBean(Cluster.class);
        Cluster two = second.getBean(Cluster.class);
        ClusterView both = Waiting.until(Waiting.viewOfTwo(one));
        ClusterView seen = Waiting.until(Waiting.viewOfTwo(two));

        assertThat(both.members()).extracting(member -> member.host()).contains(App.url(first), App.url(second));
        assertThat(seen.leader()).isEqualTo(both.leader());
        assertThat(one.self().host()).isEqualTo(App.url(first));
    }

    @Test
    void the_jobs_of_the_readme_run_at_the_leader() throws Exception {
        ClusterView view = Waiting.until(Waiting.viewOfTwo(first.getBean(Cluster.class)));
        boolean isFirst = view.currentLeader().orElseThrow().host().equals(App.url(first));
        ConfigurableApplicationContext leader = isFirst ? first : second;

        long token = Waiting.until(leader.getBean(Reports.class).first());

        assertThat(token >> 16).isPositive().isLessThanOrEqualTo(leader.getBean(Cluster.class).view().number());
    }

    @Test
    void a_message_travels_on_an_upgraded_connection_of_the_applications_own_port() throws Exception {
        Requests requests = first.getBean(Requests.class);
        var unused = first.getBean(Messages.class).on(20, message -> {});
        Cluster two = second.getBean(Cluster.class);
        Waiting.until(Waiting.viewOfTwo(two));

        assertThat(Waiting.until(requests.link())).isEqualTo("pastecluster/1");
        assertThat(Waiting.onLinks(two, requests).isDelivered()).isTrue();
    }

    @Test
    void the_clusters_paths_are_the_clusters_and_all_others_are_spring_securitys() throws Exception {
        assertThat(get("/app/api/cluster/status")).startsWith("HTTP/1.1 401").contains("{\"success\":false");
        assertThat(get("/app/")).startsWith("HTTP/1.1 401").contains("WWW-Authenticate").doesNotContain("success");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/other",
                "/app/api/cluster",
                "/app/api/cluster/",
                "/app/api/cluster/no-such-word",
                "/app/api/cluster/status;x",
                "/app/api/cluster;x/status",
                "/app/api/cluster/status/",
                "//app/api/cluster/status",
                "/app//api/cluster/status",
                "/app/api/%63luster/status",
                "/app/api/cluster/%73tatus",
                "/app/api%2fcluster/status",
                "/app/api/cluster%2Fstatus",
                "/app/x/../api/cluster/status",
                "/app/x/%2e%2e/api/cluster/status",
                "/app/%2e/api/cluster/status",
                "/app;x/api/cluster/status",
                "/app/api;x/cluster/status",
                "/%61pp/api/cluster/status",
                "/app/API/cluster/status",
                "/app/api/Cluster/status",
                "/app/api/cluster/STATUS",
                "/app/api/cluster/../secret",
            })
    void no_spelling_gets_around_spring_security(String uri) throws Exception {
        assertThat(get(uri)).matches("(?s)HTTP/1.1 (400|401%s) .*".formatted(elsewhere(uri))).doesNotContain("\"success\"");
    }

    /** WebFlux has nothing, and no Spring Security either, beside its base path; one with a parameter it does not understand. */
    private static String elsewhere(String uri) {
        return App.isReactive(first) && !uri.startsWith("/app/") ? "|404|500" : "";
    }

    @Test
    void where_spring_mvc_has_a_part_of_the_paths_the_cluster_has_its_own() throws Exception {
        int port = App.port(second);

        assertThat(RawHttp.get(port, "/api/cluster/status")).startsWith("HTTP/1.1 401").contains("{\"success\":false");
        assertThat(RawHttp.get(port, "/api/cluster/live")).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(port, "/api/%63luster/status")).startsWith("HTTP/1.1 401").doesNotContain("\"success\"");
        assertThat(RawHttp.get(port, "/mvc/api/cluster/status")).startsWith("HTTP/1.1 401").doesNotContain("\"success\"");
    }

    @Test
    void a_forwarded_header_reaches_the_cluster_as_it_was_sent() throws Exception {
        String answer = get("/app/api/cluster/status", "X-Forwarded-Prefix: /spoofed");

        assertThat(answer).startsWith("HTTP/1.1 401").contains("{\"success\":false");
    }

    @Test
    void health_shows_the_node_and_readiness_does_not() throws Exception {
        Waiting.until(first.getBean(Cluster.class).awaitLeader());

        assertThat(health("/actuator/health")).contains("\"pastecluster\":{", "\"role\":\"", App.url(first));
        // By reflection, for the type has another name in each generation.
        Object readiness = ReflectionTestUtils.invokeMethod(first.getBean("healthEndpointGroups"), "get", "readiness");
        assertThat(isMember(readiness, "readinessState")).isTrue();
        assertThat(isMember(readiness, "pastecluster")).isFalse();
    }

    private static boolean isMember(Object group, String component) {
        return Boolean.TRUE.equals(ReflectionTestUtils.invokeMethod(group, "isMember", component));
    }

    private static String health(String path) throws IOException {
        String user = Base64.getEncoder()
                .encodeToString("user:of-the-suite".getBytes(StandardCharsets.US_ASCII));
        return get("/app" + path, "Authorization: Basic " + user);
    }

    private static String get(String uri, String... headers) throws IOException {
        return RawHttp.get(App.port(first), uri, headers);
    }
}
