package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.Role;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.actuate.ClusterEndpoint;
import org.pastecluster.spring.boot.actuate.ClusterEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The endpoint {@code cluster} over HTTP: what it tells, and to whom it listens. */
class EndpointTest {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=cluster,info";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext careful;
    private static ConfigurableApplicationContext open;

    /** Everybody may do everything, so that only the endpoint's access counts; and a value of its own is hidden. */
    @Configuration(proxyBeanMethods = false)
    static class Open {

        @Bean
        SecurityFilterChain everything(HttpSecurity http) throws Exception {
            return http.csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        SanitizingFunction hidden() {
            return data -> data.getKey().equals("pastecluster.name") ? data.withSanitizedValue() : data;
        }
    }

    @BeforeAll
    static void start() {
        String[] settings = {
            EXPOSED,
            "pastecluster.accepted-secrets=one-more-of-the-secrets",
            "pastecluster.code=the-code-to-hide",
            "pastecluster.name=hidden-name",
            "pastecluster.id=7"
        };
        careful = App.start(List.of(Open.class), settings);
        open = App.start(List.of(Open.class), EXPOSED, "management.endpoint.cluster.access=unrestricted");
    }

    @AfterAll
    static void stop() {
        open.close();
        careful.close();
    }

    @Test
    void it_tells_view_history_findings_and_settings() throws Exception {
        Waiting.until(careful.getBean(Cluster.class).awaitLeader());

        HttpResponse<String> answer = get(careful, "/cluster");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"role\":\"LEADING\"", "\"host\":\"" + App.url(careful) + "\"", "\"findings\":[]")
                .contains("\"history\":[{\"at\":\"", "\"why\":\"")
                .contains("\"lease\":\"PT3S\"", "\"min-members\":1", "\"health.no-leader-status\":\"UP\"", "\"id\":7");
    }

    @Test
    void no_secret_is_told_nor_what_the_application_hides() throws Exception {
        String body = get(careful, "/cluster").body();

        assertThat(body)
                .contains("\"secret\":\"******\"", "\"accepted-secrets\":\"******\"", "\"code\":\"******\"")
                .contains("\"settings\"", "\"enabled\":true")
                .doesNotContain("correct-horse", "one-more-of-the-secrets", "the-code-to-hide");
        assertThat(body.substring(body.indexOf("\"settings\"")))
                .contains("\"name\":\"******\"")
                .doesNotContain("hidden-name");
    }

    @Test
    void by_default_nobody_changes_anything_through_it() throws Exception {
        Waiting.until(careful.getBean(Cluster.class).awaitLeader());

        assertThat(post(careful, "/cluster", "{\"host\":\"http://192.0.2.9:1\"}").statusCode()).isIn(404, 405);
        assertThat(post(careful, "/cluster/leave", "{}").statusCode()).isIn(404, 405);
        assertThat(post(careful, "/cluster/hand-over", "{}").statusCode()).isIn(404, 405);
        assertThat(careful.getBean(Cluster.class).view().role()).isEqualTo(Role.LEADING);
    }

    @Test
    void with_unrestricted_access_a_node_hands_over_and_leaves() throws Exception {
        Cluster cluster = open.getBean(Cluster.class);
        Waiting.until(cluster.awaitLeader());

        assertThat(post(open, "/cluster", "{\"host\":\"no URL\"}").statusCode()).isEqualTo(400);
        assertThat(post(open, "/cluster/no-such-word", "{}").statusCode()).isEqualTo(400);
        assertThat(post(open, "/cluster/hand-over", "{}").statusCode()).isEqualTo(204);
        assertThat(post(open, "/cluster/leave", "{}").statusCode()).isEqualTo(204);
        Waiting.until(cluster.leave());

        assertThat(cluster.view().role()).isEqualTo(Role.STOPPED);
        assertThat(post(open, "/cluster", "{\"host\":\"http://192.0.2.9:1\"}").statusCode())
                .isIn(204, 503);
    }

    @Test
    void every_write_reaches_the_cluster() {
        StandIn node = new StandIn();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        PasteClusterAutoConfiguration.class, ClusterEndpointAutoConfiguration.class))
                .withPropertyValues(EXPOSED)
                .withBean("own", Cluster.class, node::cluster)
                .run(context -> {
                    ClusterEndpoint endpoint = context.getBean(ClusterEndpoint.class);
                    assertThat(endpoint.addNode("http://192.0.2.9:1").getStatus()).isEqualTo(204);
                    assertThat(endpoint.act(ClusterEndpoint.Operation.HAND_OVER).getStatus()).isEqualTo(204);
                    assertThat(endpoint.act(ClusterEndpoint.Operation.LEAVE).getStatus()).isEqualTo(204);
                    assertThat(endpoint.cluster()).containsKey("view").doesNotContainKey("settings");
                });

        assertThat(node.told).containsExactly("addNode[http://192.0.2.9:1]", "handOver", "leave");
    }

    @Test
    void where_it_is_not_exposed_it_is_not_made() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        PasteClusterAutoConfiguration.class, ClusterEndpointAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ClusterEndpoint.class));
    }

    @Test
    void without_the_actuator_the_application_starts() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        PasteClusterAutoConfiguration.class, ClusterEndpointAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Cluster.class));
    }

    @Test
    void info_names_the_leader() throws Exception {
        Waiting.until(careful.getBean(Cluster.class).awaitLeader());

        assertThat(get(careful, "/info").body())
                .contains("\"cluster\":{", "\"role\":\"LEADING\"", "\"leader\":\"" + App.url(careful) + "\"");
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext to, String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(to, path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(ConfigurableApplicationContext to, String path, String json)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(to, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static URI uri(ConfigurableApplicationContext to, String path) {
        return URI.create(App.url(to) + "/actuator" + path);
    }
}
