package org.pastecluster.spring.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.servlet.ClusterFilter;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.PriorityOrdered;

/** How the cluster's paths are registered in a servlet web server. */
final class ServletPaths {

    private ServletPaths() {}

    /** What answers them, before all other filters. */
    static FilterRegistrationBean<ClusterFilter> filter(ObjectProvider<NodeHolder> holder, String basePath) {
        // Asked at each request, for filters are made long before what customizers may need.
        return new VeryFirst(new ClusterFilter(() -> holder.getObject().handler(), basePath));
    }

    /** Has them so that the filter is asked about them: Tomcat asks no filter about a path that no servlet has. */
    static ServletRegistrationBean<HttpServlet> behindFilter(String basePath) {
        ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(new Nowhere());
        registration.setName("pasteClusterServlet");
        ClusterHttpHandler.paths().forEach(path -> registration.addUrlMappings(basePath + "/" + path));
        return registration;
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

    /** What passes the filter is spelled in another way, and leads nowhere. */
    private static final class Nowhere extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
