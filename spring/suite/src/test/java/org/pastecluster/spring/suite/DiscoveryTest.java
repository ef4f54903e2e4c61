package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Cluster;
import org.pastecluster.discovery.dns.DnsDiscovery;
import org.pastecluster.discovery.file.FileDiscovery;
import org.pastecluster.discovery.jdbc.JdbcDiscovery;
import org.pastecluster.discovery.redis.RedisDiscovery;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.PasteClusterCustomizer;
import org.pastecluster.spring.boot.discovery.DiscoveryAutoConfiguration;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.ResourcePropertySource;

/** Modules on the class path and a property make nodes known to each other. */
@Tag("core")
class DiscoveryTest {

    private static final String DATABASE = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @TempDir
    private Path folder;

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(PasteClusterAutoConfiguration.class, DiscoveryAutoConfiguration.class))
            .withPropertyValues("pastecluster.secret=correct-horse-battery-staple");

    /** The application's database. */
    @Configuration(proxyBeanMethods = false)
    static class Database {

        @Bean
        DataSource dataSource() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(DATABASE);
            return source;
        }
    }

    /** What the application itself knows. */
    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        CompletableFuture<Boolean> asked() {
            return new CompletableFuture<>();
        }

        @Bean
        Discovery phoneBook(CompletableFuture<Boolean> asked) {
            return () -> {
                asked.complete(true);
                throw new IOException("it was torn");
            };
        }
    }

    @Test
    void two_applications_find_each_other_by_their_database_and_one_by_a_bean_of_its_own() throws Exception {
        String wanted = "pastecluster.discovery.jdbc.enabled=true";
        String created = "pastecluster.discovery.jdbc.create-table=true";
        try (ConfigurableApplicationContext first = App.start(List.of(Database.class), wanted, created);
                ConfigurableApplicationContext second = App.start(
                        List.of(Database.class, Own.class),
                        wanted,
                        created,
                        "pastecluster.discovery.file.path=" + folder.resolve("memory"))) {
            Cluster two = second.getBean(Cluster.class);

            assertThat(Waiting.until(Waiting.viewOfTwo(two)).members())
                    .extracting(member -> member.host())
                    .containsExactlyInAnyOrder(App.url(first), App.url(second));
            @SuppressWarnings("unchecked")
            CompletableFuture<Boolean> asked = second.getBean(CompletableFuture.class);
            assertThat(Waiting.until(asked)).isTrue();
        }
        assertThat(FileDiscovery.open(folder.resolve("memory")).number()).isPositive();
    }

    @Test
    void modules_on_the_class_path_do_nothing_by_themselves() {
        application.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Discovery.class));
        application
                .withPropertyValues(
                        "pastecluster.discovery.redis.url=redis://127.0.0.1", "pastecluster.discovery.redis.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Discovery.class));
        application
                .withPropertyValues("pastecluster.enabled=false", "pastecluster.discovery.dns.name=nodes.example")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Discovery.class));
    }

    @Test
    void each_is_made_by_its_property() {
        application
                .withUserConfiguration(Database.class)
                .withPropertyValues(
                        "pastecluster.discovery.redis.url=redis://me:hush@127.0.0.1:7000/2",
                        "pastecluster.discovery.redis.key=shop:nodes",
                        "pastecluster.discovery.jdbc.enabled=true",
                        "pastecluster.discovery.jdbc.table=shop.nodes",
                        "pastecluster.discovery.dns.name=nodes.example",
                        "pastecluster.discovery.dns.url=http://{address}:8080",
                        "pastecluster.discovery.dns.server=127.0.0.1:5353",
                        "pastecluster.discovery.file.path=" + folder.resolve("memory"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(RedisDiscovery.class))
                            .hasToString("RedisDiscovery[redis://127.0.0.1:7000/2, shop:nodes]");
                    assertThat(context.getBean(JdbcDiscovery.class)).hasToString("JdbcDiscovery[shop.nodes]");
                    assertThat(context.getBean(DnsDiscovery.class)).hasToString("DnsDiscovery[nodes.example]");
                    assertThat(context.getBean("pasteClusterFileDiscovery")).isInstanceOf(PasteClusterCustomizer.class);
                });
    }

    @Test
    void the_applications_own_redis_is_taken_where_no_other_is_named() {
        WebApplicationContextRunner enabled =
                application.withPropertyValues("pastecluster.discovery.redis.enabled=true");

        enabled.run(context -> assertThat(context.getBean(RedisDiscovery.class))
                .hasToString("RedisDiscovery[redis://localhost:6379, pastecluster:nodes]"));
        enabled.withPropertyValues(
                        "spring.data.redis.host=192.0.2.9",
                        "spring.data.redis.port=7000",
                        "spring.data.redis.username=me",
                        "spring.data.redis.password=a b@/:%",
                        "spring.data.redis.database=3",
                        "spring.data.redis.ssl.enabled=true")
                .run(context -> assertThat(context.getBean(RedisDiscovery.class))
                        .hasToString("RedisDiscovery[rediss://192.0.2.9:7000/3, pastecluster:nodes]"));
        enabled.withPropertyValues("spring.data.redis.url=redis://:hush@192.0.2.9:7000")
                .run(context -> assertThat(context.getBean(RedisDiscovery.class))
                        .hasToString("RedisDiscovery[redis://192.0.2.9:7000, pastecluster:nodes]"));
    }

    @Test
    void what_the_applications_redis_is_called_with_is_taken_or_said() {
        WebApplicationContextRunner enabled =
                application.withPropertyValues("pastecluster.discovery.redis.enabled=true");
        for (String spelt : List.of("2001:db8::1", "[2001:db8::1]")) {
            enabled.withPropertyValues("spring.data.redis.host=" + spelt)
                    .run(context -> assertThat(context.getBean(RedisDiscovery.class))
                            .hasToString("RedisDiscovery[redis://[2001:db8::1]:6379, pastecluster:nodes]"));
        }
        assertThat(analysis(
                        enabled,
                        "pastecluster.discovery.redis.url=rediss://127.0.0.1",
                        "pastecluster.discovery.redis.ssl-bundle=web"))
                .containsSubsequence(
                        "pastecluster.discovery.redis.ssl-bundle names the SSL bundle 'web'", "Action:", "spring.ssl.bundle");
        assertThat(analysis(enabled, "spring.data.redis.ssl.bundle=web"))
                .containsSubsequence("spring.data.redis.ssl.bundle names", "Action:");
        assertThat(analysis(enabled, "spring.data.redis.url=redis://:hush@192.0.2.9:7000?timeout=2s"))
                .containsSubsequence("spring.data.redis.url", "Action:", "Set pastecluster.discovery.redis.url")
                .doesNotContain("hush");
    }

    /** Counts how often a bundle is asked for. */
    static final class Bundles extends DefaultSslBundleRegistry {

        private final AtomicInteger asked = new AtomicInteger();

        Bundles() {
            super("web", SslBundle.of(SslStoreBundle.NONE));
        }

        @Override
        public SslBundle getBundle(String name) {
            asked.incrementAndGet();
            return super.getBundle(name);
        }
    }

    @Test
    void a_bundle_is_asked_for_at_each_connection() throws IOException {
        Bundles bundles = new Bundles();
        try (ServerSocket closing = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                try {
                    while (true) {
                        closing.accept().close();
                    }
                } catch (IOException over) {
                    // The test is.
                }
            });
            server.start();
            application
                    .withBean(SslBundles.class, () -> bundles)
                    .withPropertyValues(
                            "pastecluster.discovery.redis.url=rediss://127.0.0.1:" + closing.getLocalPort(),
                            "pastecluster.discovery.redis.ssl-bundle=web")
                    .run(context -> {
                        RedisDiscovery discovery = context.getBean(RedisDiscovery.class);
                        int before = bundles.asked.get();
                        assertThatThrownBy(discovery::find).hasMessageContaining("The Redis at");
                        assertThatThrownBy(discovery::find).hasMessageContaining("The Redis at");
                        assertThat(bundles.asked.get() - before).isGreaterThanOrEqualTo(2);
                    });
        }
    }

    @Test
    void the_settings_of_the_readme_are_understood() {
        application
                .withInitializer(context -> {
                    try {
                        context.getEnvironment()
                                .getPropertySources()
                                .addLast(new ResourcePropertySource("classpath:discovery.properties"));
                    } catch (IOException missing) {
                        throw new AssertionError(missing);
                    }
                })
                .withPropertyValues("pastecluster.discovery.file.path=" + folder.resolve("memory"))
                .run(context -> assertThat(context.getBean(RedisDiscovery.class))
                        .hasToString("RedisDiscovery[redis://192.0.2.9:6379, pastecluster:nodes]"));
    }

    @Test
    void a_module_that_is_missing() {
        for (List<?> each : List.of(
                List.of("redis", "redis.url=redis://127.0.0.1", RedisDiscovery.class),
                List.of("jdbc", "jdbc.enabled=true", JdbcDiscovery.class),
                List.of("dns", "dns.name=nodes.example", DnsDiscovery.class),
                List.of("file", "file.path=memory", FileDiscovery.class))) {
            String analysis = analysis(
                    application.withClassLoader(new FilteredClassLoader((Class<?>) each.get(2))),
                    "pastecluster.discovery." + each.get(1));

            assertThat(analysis)
                    .containsSubsequence(
                            "the module pastecluster-discovery-" + each.get(0) + " is not on the class path",
                            "Action:",
                            "Add the dependency org.pastecluster:pastecluster-discovery-" + each.get(0));
        }
    }

    @Test
    void settings_that_cannot_work() {
        assertThat(analysis(application, "pastecluster.discovery.redis.url=redis://:hush@host:port"))
                .containsSubsequence("The URL of the Redis", "Action:", "rite it so, rediss:// for TLS")
                .doesNotContain("hush");
        assertThat(analysis(
                        application,
                        "pastecluster.discovery.redis.enabled=true",
                        "spring.data.redis.sentinel.master=shop"))
                .containsSubsequence("sentinel.master", "Action:", "Set pastecluster.discovery.redis.url");
        assertThat(analysis(application, "pastecluster.discovery.jdbc.enabled=true"))
                .containsSubsequence("no DataSource", "Action:", "Set spring.datasource.url");
        assertThat(analysis(
                        application.withUserConfiguration(Database.class),
                        "pastecluster.discovery.jdbc.enabled=true",
                        "pastecluster.discovery.jdbc.table=no table"))
                .containsSubsequence("'no table'", "Action:", "Write letters, digits and _");
        assertThat(analysis(application, "pastecluster.discovery.dns.name=http://nodes"))
                .containsSubsequence("'http://nodes'", "Action:", "Write a whole one");
        assertThat(analysis(application, "pastecluster.discovery.file.path=" + folder.resolve("none/memory")))
                .containsSubsequence("there is no folder", "Action:", "Make it, or name another file");
    }

    private static String analysis(WebApplicationContextRunner application, String... properties) {
        AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
        application
                .withPropertyValues(properties)
                .run(context -> analysis.set(analyzer().analyze(context.getStartupFailure())));
        return analysis.get().getDescription() + "Action:" + analysis.get().getAction();
    }

    private static FailureAnalyzer analyzer() throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.pastecluster.spring.boot.failure.ClusterFailureAnalyzer");
        return (FailureAnalyzer) BeanUtils.instantiateClass(type);
    }
}
