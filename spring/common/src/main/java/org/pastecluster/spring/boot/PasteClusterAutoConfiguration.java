package org.pastecluster.spring.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.pastecluster.Cluster;
import org.pastecluster.Messages;
import org.pastecluster.servlet.ClusterFilter;
import org.pastecluster.spring.ClusterDrain;
import org.pastecluster.spring.boot.node.MessagesDecorator;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.Order;
import org.springframework.web.context.WebApplicationContext;

/** Makes the application a node of its cluster. It stands back as a whole where the application has a {@link Cluster} of its own. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "pastecluster.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PasteClusterProperties.class)
public final class PasteClusterAutoConfiguration {

    @Bean
    static NodeListConverter pasteClusterNodeListConverter() {
        return new NodeListConverter();
    }

    @Bean
    @ConditionalOnMissingBean
    Messages pasteClusterMessages(Cluster cluster) {
        return cluster.messages();
    }

    /** First, so that one of the application's own takes its place. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnProperty("pastecluster.ssl-bundle")
    static PasteClusterCustomizer pasteClusterSslBundle(
            PasteClusterProperties properties, ObjectProvider<SslBundles> bundles) {
        SslBundleSource source = new SslBundleSource(
                bundles.getIfAvailable(DefaultSslBundleRegistry::new), String.valueOf(properties.sslBundle()));
        return builder -> {
            var unused = builder.http(http -> http.sslContext(source));
        };
    }

    /** The node itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Cluster.class)
    static class Node {

        @Bean
        NodeRecipe pasteClusterNodeRecipe(
                PasteClusterProperties properties, ObjectProvider<PasteClusterCustomizer> customizers) {
            return new NodeRecipe(properties, () -> customizers.orderedStream().toList());
        }

        @Bean
        @ConditionalOnMissingBean
        NodeHolder pasteClusterNodeHolder(
                NodeRecipe recipe, ObjectProvider<WebDoor> door, ObjectProvider<MessagesDecorator> decorator) {
            NodeHolder holder =
                    new NodeHolder(recipe.nobody(), recipe, decorator.getIfAvailable(() -> MessagesDecorator.NONE));
            WebDoor web = door.getIfAvailable();
            // Tests with a mocked web server need no secret.
            if (web != null && (recipe.hasSecret() || !web.isMocked())) {
                // So that settings that cannot work end the start of the application here.
                var unused = holder.prepare();
            }
            return holder;
        }

        /** Its end belongs to the lifecycle. */
        @Bean(destroyMethod = "")
        Cluster pasteCluster(NodeHolder holder) {
            return holder.cluster();
        }

        @Bean
        @ConditionalOnMissingBean
        PasteClusterLifecycle pasteClusterLifecycle(
                ConfigurableApplicationContext context,
                NodeHolder holder,
                NodeRecipe recipe,
                ObjectProvider<WebDoor> door,
                PasteClusterProperties properties,
                ObjectProvider<ClusterDrain> drains) {
            return new PasteClusterLifecycle(
                    context,
                    holder,
                    recipe,
                    new WebSide(door.getIfAvailable()),
                    properties,
                    drains.orderedStream().toList());
        }

        /** The cluster's paths in a servlet web server. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        static class Servlet {

            @Bean
            WebDoor pasteClusterWebDoor(WebApplicationContext application) {
                return new ServletDoor(application);
            }

            @Bean
            @ConditionalOnMissingBean(
                    value = ClusterFilter.class,
                    parameterizedContainer = FilterRegistrationBean.class)
            FilterRegistrationBean<ClusterFilter> pasteClusterFilter(
                    PasteClusterProperties properties, ObjectProvider<NodeHolder> holder) {
                // Asked at each request, for filters are made long before what customizers may need.
                return new VeryFirst(new ClusterFilter(() -> holder.getObject().handler(), properties.basePath()));
            }
        }
    }

    /** Spring sorts what is {@link PriorityOrdered} before all else, even at the same order. */
    private static final class VeryFirst extends FilterRegistrationBean<ClusterFilter> implements PriorityOrdered {

        VeryFirst(ClusterFilter filter) {
            super(filter);
            setName("pasteClusterFilter");
            setOrder(HIGHEST_PRECEDENCE);
            setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
            addUrlPatterns("/*");
        }
    }
}
