package org.pastecluster.spring.boot;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import org.pastecluster.Cluster;
import org.pastecluster.Messages;
import org.pastecluster.servlet.ClusterFilter;
import org.pastecluster.spring.ClusterDrain;
import org.pastecluster.spring.boot.netty.LinkLoops;
import org.pastecluster.spring.boot.netty.NettyPaths;
import org.pastecluster.spring.boot.node.MessagesDecorator;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
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
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.context.WebApplicationContext;

/** Makes the application a node of its cluster. It stands back as a whole where the application has a {@link Cluster} of its own. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "pastecluster.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PasteClusterProperties.class)
public final class PasteClusterAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static NodeListConverter pasteClusterNodeListConverter() {
        return new NodeListConverter();
    }

    @Bean
    @ConditionalOnMissingBean
    Messages pasteClusterMessages(Cluster cluster) {
        return cluster.messages();
    }

    /** The node itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Cluster.class)
    static class Node {

        @Bean
        @ConditionalOnMissingBean
        NodeRecipe pasteClusterNodeRecipe(
                PasteClusterProperties properties,
                ObjectProvider<SslBundles> bundles,
                ObjectProvider<PasteClusterCustomizer> customizers) {
            // Not by conditions on properties, which an application that is processed ahead of time has decided
            // already.
            String bundle = properties.sslBundle();
            SslBundleSource ssl = bundle == null
                    ? null
                    : new SslBundleSource(bundles.getIfAvailable(DefaultSslBundleRegistry::new), bundle);
            return new NodeRecipe(
                    properties, ssl, () -> customizers.orderedStream().toList());
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
            @ConditionalOnMissingBean
            WebDoor pasteClusterWebDoor(WebApplicationContext application, PasteClusterProperties properties) {
                return on(properties.port(), new ServletDoor(application), application.getEnvironment());
            }

            @Bean
            @ConditionalOnProperty(name = "pastecluster.port", havingValue = "application", matchIfMissing = true)
            @ConditionalOnMissingBean(
                    value = ClusterFilter.class,
                    parameterizedContainer = FilterRegistrationBean.class)
            FilterRegistrationBean<ClusterFilter> pasteClusterFilter(
                    PasteClusterProperties properties, ObjectProvider<NodeHolder> holder) {
                return ServletPaths.filter(holder, properties.basePath());
            }

            /** Only where Spring MVC has not all paths. */
            @Bean
            @ConditionalOnMissingBean(name = "pasteClusterServlet")
            @ConditionalOnProperty("spring.mvc.servlet.path")
            ServletRegistrationBean<HttpServlet> pasteClusterServlet(
                    PasteClusterProperties properties, @Value("${spring.mvc.servlet.path}") String ofSpring) {
                ServletRegistrationBean<HttpServlet> registration = ServletPaths.behindFilter(properties.basePath());
                registration.setEnabled(!ofSpring.equals("/") && properties.port() == ClusterPort.APPLICATION);
                return registration;
            }
        }

        /** The cluster's paths in WebFlux on Netty. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(value = HttpHandler.class, name = "reactor.netty.http.server.HttpServerRequest")
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
        static class Reactive {

            @Bean
            @ConditionalOnMissingBean
            WebDoor pasteClusterWebDoor(ApplicationContext application, PasteClusterProperties properties) {
                return on(properties.port(), new ReactiveDoor(application), application.getEnvironment());
            }

            @Bean
            @ConditionalOnMissingBean
            LinkLoops pasteClusterLinkLoops() {
                return new LinkLoops();
            }

            @Bean
            @ConditionalOnProperty(name = "pastecluster.port", havingValue = "application", matchIfMissing = true)
            @ConditionalOnMissingBean
            static NettyPaths pasteClusterPaths(
                    Environment environment,
                    ObjectProvider<PasteClusterProperties> properties,
                    ObjectProvider<NodeHolder> holder,
                    ObjectProvider<LinkLoops> loops) {
                return ReactivePaths.below(() -> ReactiveDoor.basePath(environment), properties, holder, loops);
            }
        }

        private static WebDoor on(ClusterPort port, WebDoor application, Environment environment) {
            return port == ClusterPort.MANAGEMENT ? new ManagementDoor(application, environment) : application;
        }
    }
}
