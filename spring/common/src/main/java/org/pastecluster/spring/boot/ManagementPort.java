package org.pastecluster.spring.boot;

import jakarta.servlet.Filter;
import org.pastecluster.servlet.ClusterFilter;
import org.pastecluster.spring.boot.netty.LinkLoops;
import org.pastecluster.spring.boot.netty.NettyPaths;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandler;

/** The cluster's paths on the management port, whose context is a child of the application's. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnProperty(name = "pastecluster.port", havingValue = "management")
public class ManagementPort {

    /** In a servlet web server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet {

        @Bean
        FilterRegistrationBean<ClusterFilter> pasteClusterFilter(
                PasteClusterProperties properties, ObjectProvider<NodeHolder> holder) {
            return ServletPaths.filter(holder, properties.basePath());
        }
    }

    /** In WebFlux on Netty. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(value = HttpHandler.class, name = "reactor.netty.http.server.HttpServerRequest")
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class Reactive {

        @Bean
        static NettyPaths pasteClusterPaths(
                Environment environment,
                ObjectProvider<PasteClusterProperties> properties,
                ObjectProvider<NodeHolder> holder,
                ObjectProvider<LinkLoops> loops) {
            return ReactivePaths.below(() -> ManagementDoor.basePath(environment), properties, holder, loops);
        }
    }
}
