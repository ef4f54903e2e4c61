package org.pastecluster.spring.boot.discovery;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.discovery.dns.DnsDiscovery;
import org.pastecluster.discovery.file.FileDiscovery;
import org.pastecluster.discovery.jdbc.JdbcDiscovery;
import org.pastecluster.discovery.redis.RedisDiscovery;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.PasteClusterCustomizer;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Gives the application's node everything that names nodes: all beans of type {@link Discovery}, and those of the modules on the class path
 * that the properties want.
 */
@AutoConfiguration(
        after = PasteClusterAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnBean(Cluster.class)
@EnableConfigurationProperties(DiscoveryProperties.class)
public final class DiscoveryAutoConfiguration {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** What is wanted and cannot be had ends the start. */
    @Bean
    @ConditionalOnMissingBean(name = "pasteClusterDiscoveries")
    PasteClusterCustomizer pasteClusterDiscoveries(ApplicationContext context) {
        return builder -> {
            for (Wanted wanted : Wanted.values()) {
                if (wanted.in(context.getEnvironment())) {
                    demandModule(wanted, context.getClassLoader());
                }
            }
            Map<String, Discovery> discoveries = context.getBeansOfType(Discovery.class);
            var unused = builder.node(
                    node -> discoveries.forEach((name, discovery) -> node.discovery(shown(name), discovery, INTERVAL)));
        };
    }

    private static void demandModule(Wanted wanted, @Nullable ClassLoader classes) {
        if (!ClassUtils.isPresent(wanted.type(), classes)) {
            String module = "pastecluster-discovery-" + wanted.word();
            throw new ClusterSettingException(
                    "The property " + wanted.property() + " is set, but the module " + module
                            + " is not on the class path.",
                    "Add the dependency org.pastecluster:" + module + ", or do not set the property.");
        }
    }

    /** What log lines call it. */
    private static String shown(String bean) {
        return bean.startsWith("pasteCluster")
                ? bean.substring("pasteCluster".length())
                        .replace("Discovery", "")
                        .toLowerCase(Locale.ROOT)
                : bean;
    }

    /** By Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RedisDiscovery.class)
    @Conditional(Wanted.Redis.class)
    static class Redis {

        @Bean
        @ConditionalOnMissingBean
        RedisDiscovery pasteClusterRedisDiscovery(
                DiscoveryProperties properties, Environment environment, ObjectProvider<SslBundles> bundles) {
            DiscoveryProperties.Redis redis = properties.redis();
            String url = redis.url() == null ? "" : redis.url();
            SpringRedis springs = new SpringRedis(environment);
            boolean own = !url.isBlank();
            RedisDiscovery.Builder builder = own ? RedisDiscovery.builder(url) : of(springs);
            String bundle = redis.sslBundle();
            if (bundle != null && !bundle.isBlank()) {
                trust(builder, "pastecluster.discovery.redis.ssl-bundle", bundle, bundles);
            } else if (!own && !springs.bundle().isEmpty()) {
                trust(builder, "spring.data.redis.ssl.bundle", springs.bundle(), bundles);
            }
            return builder.key(redis.key()).build();
        }

        private static RedisDiscovery.Builder of(SpringRedis springs) {
            String url = springs.url();
            try {
                return RedisDiscovery.builder(url);
            } catch (ClusterConfigurationException unfit) {
                throw springs.unfit(unfit);
            }
        }

        /** Asked for at each connection, so that a bundle that is loaded anew holds. */
        private static void trust(
                RedisDiscovery.Builder builder, String property, String name, ObjectProvider<SslBundles> bundles) {
            SslBundles all = existing(bundles, property, name);
            var unused = builder.sslContext(() -> all.getBundle(name).createSslContext());
        }

        private static SslBundles existing(ObjectProvider<SslBundles> bundles, String property, String name) {
            SslBundles all = bundles.getIfAvailable();
            if (all != null && has(all, name)) {
                return all;
            }
            throw new ClusterSettingException(
                    property + " names the SSL bundle '" + name + "', which is not there.",
                    "Define it below spring.ssl.bundle, or set " + property + " to the name of one that is there.");
        }

        private static boolean has(SslBundles all, String name) {
            try {
                var unused = all.getBundle(name);
                return true;
            } catch (NoSuchSslBundleException missing) {
                return false;
            }
        }
    }

    /** By the application's database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({JdbcDiscovery.class, DataSource.class})
    @Conditional(Wanted.Jdbc.class)
    static class Jdbc {

        @Bean
        @ConditionalOnMissingBean
        JdbcDiscovery pasteClusterJdbcDiscovery(DiscoveryProperties properties, ObjectProvider<DataSource> sources) {
            DataSource source = sources.getIfUnique();
            if (source == null) {
                throw new ClusterSettingException(
                        "pastecluster.discovery.jdbc.enabled is true, but the application has no DataSource, or several of which"
                                + " none is primary.",
                        "Set spring.datasource.url, mark one DataSource with @Primary, or make a bean of type JdbcDiscovery.");
            }
            return JdbcDiscovery.builder(source)
                    .table(properties.jdbc().table())
                    .createTable(properties.jdbc().createTable())
                    .build();
        }
    }

    /** By DNS. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DnsDiscovery.class)
    @Conditional(Wanted.Dns.class)
    static class Dns {

        @Bean
        @ConditionalOnMissingBean
        DnsDiscovery pasteClusterDnsDiscovery(DiscoveryProperties properties) {
            DiscoveryProperties.Dns dns = properties.dns();
            String server = dns.server();
            return DnsDiscovery.builder(String.valueOf(dns.name()))
                    .url(dns.url())
                    .server(server == null ? "" : server)
                    .build();
        }
    }

    /** By a file. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FileDiscovery.class)
    @Conditional(Wanted.File.class)
    static class File {

        /** Read for each node anew, for a context may stop and start again. */
        @Bean
        @ConditionalOnMissingBean(name = "pasteClusterFileDiscovery")
        PasteClusterCustomizer pasteClusterFileDiscovery(DiscoveryProperties properties) {
            String path = String.valueOf(properties.file().path());
            return builder -> {
                FileDiscovery remembered = FileDiscovery.open(asPath(path));
                var unused = builder.node(remembered::addTo);
            };
        }

        private static Path asPath(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException noPath) {
                throw new ClusterSettingException(
                        "pastecluster.discovery.file.path is no path: " + noPath.getMessage() + ".",
                        "Set it to a file in a folder that is kept, such as /var/lib/shop/pastecluster.");
            }
        }
    }
}
