package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.Message;
import org.pastecluster.Role;
import org.pastecluster.Target;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.PasteClusterCustomizer;
import org.pastecluster.spring.boot.leader.LeaderOnlyAutoConfiguration;
import org.pastecluster.spring.boot.metrics.ClusterMetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

/** The node's figures in the registry that the actuator brings, against METRICS.md. */
class MetricsTest {

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() throws Exception {
        application = App.start(List.of(Reports.class, Jobs.class));
        Waiting.until(application.getBean(Cluster.class).awaitLeader());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void the_registry_has_what_the_table_says_and_nothing_else() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Meter meter : registry().getMeters()) {
            Meter.Id id = meter.getId();
            boolean isObservation = id.getName().startsWith("pastecluster.message.");
            if (id.getName().startsWith("pastecluster.") && !isObservation) {
                String unit = id.getType() == Meter.Type.TIMER ? null : id.getBaseUnit();
                String type = id.getType().name().toLowerCase(Locale.ROOT) + (unit == null ? "" : ", " + unit);
                String first = id.getTags().isEmpty() ? "" : id.getTags().get(0).getKey();
                found.put(id.getName(), type + " | " + first + values(id) + " | " + id.getDescription());
            }
        }

        assertThat(found).isEqualTo(table());
    }

    private static Set<String> values(Meter.Id of) {
        Set<String> values = new TreeSet<>();
        for (Meter meter : registry().find(of.getName()).meters()) {
            meter.getId().getTags().stream().map(Tag::getValue).forEach(values::add);
        }
        return values;
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new TreeMap<>();
        for (String line : Files.readAllLines(document())) {
            if (line.startsWith("| `")) {
                String[] cells = line.replace("`", "").split("\\|", -1);
                String[] tag = cells[3].strip().split(": ", -1);
                Set<String> values = new TreeSet<>();
                if (tag.length == 2) {
                    values.addAll(Arrays.asList(tag[1].split(", ", -1)));
                }
                table.put(cells[1].strip(), cells[2].strip() + " | " + tag[0] + values + " | " + cells[4].strip());
            }
        }
        return table;
    }

    /** From whichever directory the tests run. */
    private static Path document() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("spring/METRICS.md"))) {
            directory = directory.getParent();
        }
        return directory.resolve("spring/METRICS.md");
    }

    @Test
    void membership_and_the_election_are_seen() {
        assertThat(registry().get("pastecluster.leader").gauge().value()).isEqualTo(1);
        assertThat(registry().get("pastecluster.members").gauge().value()).isEqualTo(1);
        assertThat(registry().get("pastecluster.number").gauge().value()).isPositive();
        assertThat(registry()
                        .get("pastecluster.elections")
                        .tag("cause", "no_leader_before")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_verdict_and_a_call_of_the_leaders_count() throws Exception {
        Cluster cluster = application.getBean(Cluster.class);
        var handler = cluster.messages().on(20, message -> {});
        double before = messages("delivered");

        Waiting.until(cluster.messages().send(Target.leader(), Message.text(20, "a")));
        handler.remove();
        Waiting.until(application.getBean(Reports.class).first());

        assertThat(messages("delivered")).isEqualTo(before + 1);
        assertThat(registry()
                        .get("pastecluster.leader.only.calls")
                        .tag("outcome", "ran")
                        .functionCounter()
                        .count())
                .isPositive();
    }

    @Test
    void what_was_turned_away_counts_by_its_reason() throws Exception {
        double before = rejected("unproven");
        URI uri = URI.create(App.url(application) + "/api/cluster/status");
        HttpRequest unsigned = HttpRequest.newBuilder(uri).build();

        int status = HttpClient.newHttpClient()
                .send(unsigned, HttpResponse.BodyHandlers.discarding())
                .statusCode();

        assertThat(status).isEqualTo(401);
        assertThat(rejected("unproven")).isGreaterThan(before);
    }

    private static double rejected(String reason) {
        return registry()
                .get("pastecluster.requests.rejected")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Test
    void without_a_registry_there_is_nothing_to_count_with() {
        metrics().run(context ->
                assertThat(context).hasNotFailed().doesNotHaveBean(PasteClusterCustomizer.class));
        metrics()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context ->
                        assertThat(context).hasNotFailed().hasSingleBean(PasteClusterCustomizer.class));
    }

    @Test
    void without_micrometer_the_application_starts() {
        metrics()
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Cluster.class));
    }

    @Test
    void time_without_a_leader_adds_up_until_there_is_one() {
        StandIn node = new StandIn();
        metrics()
                .withBean("own", Cluster.class, node::cluster)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    context.getBean(MeterBinder.class).bindTo(registry);
                    FunctionCounter leaderless =
                            registry.get("pastecluster.leaderless").functionCounter();
                    assertThat(leaderless.count()).isZero();

                    node.listener.onEvent(new ClusterEvent.ViewChanged(node.view));
                    double first = leaderless.count();
                    assertThat(leaderless.count()).isGreaterThan(first);

                    node.view = new ClusterView(StandIn.SELF, Role.LEADING, 5, 2, StandIn.SELF, List.of(StandIn.SELF));
                    node.listener.onEvent(new ClusterEvent.ViewChanged(node.view));
                    double last = leaderless.count();
                    assertThat(last).isPositive();
                    assertThat(leaderless.count()).isEqualTo(last);
                });
    }

    private static ApplicationContextRunner metrics() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        PasteClusterAutoConfiguration.class,
                        LeaderOnlyAutoConfiguration.class,
                        ClusterMetricsAutoConfiguration.class));
    }

    private static double messages(String verdict) {
        return registry()
                .get("pastecluster.messages")
                .tag("verdict", verdict)
                .functionCounter()
                .count();
    }

    private static MeterRegistry registry() {
        return application.getBean(MeterRegistry.class);
    }
}
