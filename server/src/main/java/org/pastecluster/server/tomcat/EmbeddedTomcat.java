package org.pastecluster.server.tomcat;

import jakarta.servlet.Servlet;
import java.io.File;
import java.net.BindException;
import java.net.InetAddress;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.core.StandardWrapper;
import org.apache.catalina.realm.NullRealm;
import org.apache.tomcat.SimpleInstanceManager;
import org.apache.tomcat.util.modeler.Registry;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;

/**
 * A Tomcat for one servlet at one port. It has no sessions, JMX beans, JSP, class scanning, work directory or non-daemon
 * thread. Thread-safe.
 */
public final class EmbeddedTomcat implements AutoCloseable {

    /** Longer than peers leave a connection unused, so that it is always they who close it. */
    private static final int KEEP_ALIVE_MILLIS = 180_000;

    private static final int READ_MILLIS = 10_000;
    private static final int MOST_THREADS = 32;
    private static final String NAME = "pastecluster";
    private static final String ROOT = "";

    private final StandardServer server;
    private final Connector connector;

    private EmbeddedTomcat(StandardServer server, Connector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Opens the port and serves requests.
     *
     * @param address where to listen; null for all addresses of the machine
     * @param port 0 for any free one
     * @param servlet takes every path, since a node's own URL may end with one
     * @throws ClusterConfigurationException when the port cannot be opened, naming the fix
     */
    public static EmbeddedTomcat start(@Nullable InetAddress address, int port, Servlet servlet) {
        return start(address, port, servlet, new NamedProtocol());
    }

    static EmbeddedTomcat start(@Nullable InetAddress address, int port, Servlet servlet, NamedProtocol protocol) {
        Registry.disableRegistry();
        StandardServer server = server();
        StandardService service = new StandardService();
        service.setName(NAME);
        server.addService(service);
        StandardEngine engine = engine(context(new DatedServlet(servlet)));
        engine.getPipeline().addValve(new ProvingValve(protocol.unproven()));
        service.setContainer(engine);
        Connector connector = new Connector(set(protocol, address, port));
        // Only a port that the start opened can be closed before the stop.
        connector.setProperty("bindOnInit", "false");
        connector.setXpoweredBy(false);
        connector.setThrowOnFailure(true);
        service.addConnector(connector);
        EmbeddedTomcat tomcat = new EmbeddedTomcat(server, connector);
        try {
            server.start();
        } catch (LifecycleException failed) {
            tomcat.close();
            throw cannotStart(failed, address, port);
        }
        return tomcat;
    }

    private static StandardServer server() {
        StandardServer server = new StandardServer();
        // No file is ever read from or written to it, but Tomcat wants one.
        File nowhere = new File(System.getProperty("java.io.tmpdir"));
        server.setCatalinaHome(nowhere);
        server.setCatalinaBase(nowhere);
        server.setPort(-1);
        server.setUtilityThreads(1);
        server.setUtilityThreadsAsDaemon(true);
        server.setPeriodicEventDelay(0);
        return server;
    }

    private static StandardEngine engine(StandardContext context) {
        StandardHost host = new StandardHost();
        host.setName("localhost");
        host.setAutoDeploy(false);
        host.setDeployOnStartup(false);
        host.setCreateDirs(false);
        host.setErrorReportValveClass(JsonErrors.class.getName());
        host.getPipeline().addValve(new JsonErrors());
        host.addChild(context);
        StandardEngine engine = new StandardEngine();
        engine.setName(NAME);
        engine.setDefaultHost(host.getName());
        engine.setBackgroundProcessorDelay(-1);
        engine.setRealm(new NullRealm());
        engine.addChild(host);
        return engine;
    }

    private static StandardContext context(Servlet servlet) {
        StandardContext context = new DirectorylessContext();
        context.setName(ROOT);
        context.setPath(ROOT);
        context.setLoader(new FixedLoader(EmbeddedTomcat.class.getClassLoader()));
        context.setManager(new NoSessions());
        context.setInstanceManager(new SimpleInstanceManager());
        context.setCookieProcessor(new NoCookies());
        context.setCookies(false);
        context.setUseNaming(false);
        StandardWrapper wrapper = new StandardWrapper();
        wrapper.setName(NAME);
        wrapper.setServlet(servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setLoadOnStartup(1);
        context.addChild(wrapper);
        wrapper.addMapping("/*");
        return context;
    }

    private static NamedProtocol set(NamedProtocol protocol, @Nullable InetAddress address, int port) {
        if (address != null) {
            protocol.setAddress(address);
        }
        protocol.setPort(port);
        protocol.setMinSpareThreads(1);
        protocol.setMaxThreads(MOST_THREADS);
        protocol.setMaxKeepAliveRequests(-1);
        protocol.setKeepAliveTimeout(KEEP_ALIVE_MILLIS);
        protocol.setConnectionTimeout(READ_MILLIS);
        return protocol;
    }

    private static RuntimeException cannotStart(LifecycleException failed, @Nullable InetAddress address, int port) {
        String where = (address == null ? "port " : address.getHostAddress() + " port ") + port;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new ClusterConfigurationException("Cannot listen on " + where + ": " + cause.getMessage()
                        + ". End the program that uses it, or set another address or port to bind to.");
            }
        }
        return new IllegalStateException("The web server on " + where + " does not start.", failed);
    }

    /** The port that is open. */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Closes the port, then the connections, and ends all threads. In that order: nobody is answered by a Tomcat that has lost its
     * servlet already, and who finds its connection closed finds out by calling again that nobody listens.
     */
    @Override
    public void close() {
        try {
            connector.getProtocolHandler().closeServerSocketGraceful();
            if (connector.getState().isAvailable()) {
                connector.stop();
            }
            server.stop();
            server.destroy();
        } catch (LifecycleException cannotStop) {
            throw new IllegalStateException("The web server does not stop.", cannotStop);
        }
    }
}
