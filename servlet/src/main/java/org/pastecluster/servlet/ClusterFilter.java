package org.pastecluster.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.handler.ClusterHttpHandler;

/**
 * Serves the cluster's paths ahead of all other filters of an application: of its login, of what rewrites requests. Map it to
 * {@code /*} for requests alone, before the others, with {@code async-supported}.
 *
 * <p>It takes a request only if its URI, as it was sent, is one of the cluster's byte by byte: context path, base path, word. A
 * path that is spelled in any other way, with {@code ;x}, a double slash or an escaped letter, is left to the filters behind
 * it. So a rule of theirs, or of a proxy, holds for every spelling that reaches the application.
 *
 * <p>Thread-safe. A request thread reads what is there of the request and is free again, as with {@link ClusterServlet}.
 */
public final class ClusterFilter implements Filter {

    /** The path under which nodes look for each other, unless they were told another. */
    public static final String BASE_PATH = "/api/cluster";

    private final Supplier<@Nullable ClusterHttpHandler> node;
    private final String basePath;
    private volatile Set<String> served = Set.of();

    /**
     * @param node who answers, started or not; the filter neither starts nor closes it
     */
    public ClusterFilter(PasteCluster node) {
        this(node::handler, BASE_PATH);
    }

    /**
     * For a node that is replaced by another while the application runs.
     *
     * @param node gives who answers, at each request; null while there is nobody, which is answered with status 503
     * @param basePath as in the node's {@link org.pastecluster.http.HttpSettings}
     */
    public ClusterFilter(Supplier<@Nullable ClusterHttpHandler> node, String basePath) {
        this.node = Objects.requireNonNull(node, "node");
        this.basePath = Objects.requireNonNull(basePath, "basePath");
    }

    @Override
    public void init(FilterConfig config) {
        String prefix = config.getServletContext().getContextPath() + basePath + "/";
        served = ClusterHttpHandler.paths().stream().map(path -> prefix + path).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer
                && served.contains(asked.getRequestURI())
                && asked.getDispatcherType() == DispatcherType.REQUEST) {
            ServletDoor.serve(asked, answer, node.get());
        } else {
            chain.doFilter(request, response);
        }
    }
}
