package org.pastecluster.servlet;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.bootstrap.PasteClusterBuilder;
import org.pastecluster.http.handler.ClusterHttpHandler;

/**
 * Serves the cluster's paths in a Servlet 6 container. Map it to {@code /api/cluster/*}, under any context path that the node's
 * own URL ends with, and register it with {@code async-supported}.
 *
 * <p>A program gives it a node: {@code new ClusterServlet(node)}, or the same node as context attribute {@link #NODE}; then the
 * program starts and closes that node. A {@code web.xml} gives it init parameters, named as in {@link NodeSetting}; then the
 * servlet makes the node, starts it as soon as its URL leads here, and lets it leave politely in {@link #destroy()}. Code of
 * the same application reaches that node by {@link #cluster(ServletContext)}.
 *
 * <p>Links, on which messages travel fastest, need a container that upgrades connections, as Tomcat and Undertow do, and Jetty for programs
 * that see its classes, or one that has WebSocket, as Jetty does for wars with its module for {@code jakarta.websocket}; and filters that leave the request as it is. Without links
 * everything goes by requests.
 *
 * <p>A request thread reads what is there of the request and is free again: it waits neither for a slow sender nor for the node.
 */
public final class ClusterServlet extends HttpServlet {

    /** The context attribute that holds the {@link PasteCluster}. */
    public static final String NODE = "org.pastecluster.node";

    /**
     * The request attribute by which a web server learns that who sent the request has shown the secret: a {@link Runnable}, run before the answer is
     * written, on any thread. Where it is set, a connection by which nothing was shown is closed after the answer, for strangers
     * must not hold what peers need. One that brought a signature which is not for now, as a first contact does, stays open and unproven.
     * Where it is not set, the web server keeps its connections as it was told to.
     */
    public static final String PROVEN = "org.pastecluster.proven";

    private static final String STARTED = "org.pastecluster.started";
    private static final long serialVersionUID = 1L;

    private final transient @Nullable PasteCluster given;
    private final transient @Nullable ClusterHttpHandler givenHandler;
    private transient volatile @Nullable ClusterHttpHandler handler;
    private transient @Nullable PasteCluster owned;

    /** For containers: takes the node from the context attribute {@link #NODE}, or makes one from init parameters. */
    public ClusterServlet() {
        given = null;
        givenHandler = null;
    }

    /**
     * For programs.
     *
     * @param node who answers, started or not; the servlet neither starts nor closes it
     */
    public ClusterServlet(PasteCluster node) {
        given = node;
        givenHandler = null;
    }

    /**
     * For programs that put a node together by themselves.
     *
     * @param serves what requests are handed to
     */
    public ClusterServlet(ClusterHttpHandler serves) {
        given = null;
        givenHandler = serves;
    }

    /**
     * The cluster that a servlet of this application was configured for by init parameters.
     *
     * @return completes when the node has started; fails as {@link PasteCluster#startWhenReachable} when it cannot, and with a
     *     {@link ClusterUnavailableException} when no servlet was initialised
     */
    @SuppressWarnings("unchecked")
    public static CompletionStage<Cluster> cluster(ServletContext context) {
        Object started = context.getAttribute(STARTED);
        return started instanceof CompletionStage<?> stage
                ? (CompletionStage<Cluster>) stage
                : CompletableFuture.failedStage(new ClusterUnavailableException(
                        "No ClusterServlet of this application has started a node; give it a load-on-startup."));
    }

    /** @throws ServletException with one sentence when the settings cannot work */
    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        if (givenHandler != null) {
            handler = givenHandler;
            return;
        }
        PasteCluster node = given;
        if (node == null && config.getServletContext().getAttribute(NODE) instanceof PasteCluster shared) {
            node = shared;
        }
        try {
            handler = node == null ? ownNode(config).handler() : node.handler();
        } catch (ClusterConfigurationException cannotWork) {
            throw new ServletException(cannotWork.getMessage(), cannotWork);
        }
    }

    private PasteCluster ownNode(ServletConfig config) {
        PasteClusterBuilder builder = PasteCluster.builder();
        InitParameters.read(config).applyTo(builder);
        PasteCluster made = builder.shutdownHook(false).create();
        owned = made;
        ServletContext application = config.getServletContext();
        application.setAttribute(NODE, made);
        application.setAttribute(STARTED, made.startWhenReachable(application::log));
        return made;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        ServletDoor.serve(request, response, handler);
    }

    /** Lets a node that init parameters made leave the cluster; waits some seconds at most. */
    @Override
    public void destroy() {
        PasteCluster mine = owned;
        if (mine != null) {
            mine.close();
            getServletContext().removeAttribute(NODE);
            getServletContext().removeAttribute(STARTED);
        }
    }
}
