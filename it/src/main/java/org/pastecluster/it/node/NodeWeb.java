package org.pastecluster.it.node;

import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;
import org.pastecluster.servlet.ClusterServlet;

/** A Tomcat as a user might have it, but with few request threads, so that all of them can be kept busy: the cluster beside an application. */
final class NodeWeb implements AutoCloseable {

    /** As many requests are served at a time. */
    static final int THREADS = 8;

    private final Tomcat tomcat = new Tomcat();

    /** Opens the port. */
    NodeWeb(String address, int port, Path directory, ClusterServlet cluster, HttpServlet application) {
        Registry.disableRegistry();
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", address);
        connector.setProperty("maxThreads", Integer.toString(THREADS));
        connector.setProperty("minSpareThreads", "1");
        // It keeps buffers of past connections, to use them again: after the first flood 15 MiB, as if the node grew.
        connector.setProperty("socket.bufferPool", "0");
        connector.setProperty("processorCache", Integer.toString(THREADS));
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("", directory.toString());
        // The process ends with it: what an application would leave behind needs no looking after, nor lines in the
        // log.
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        add(context, "cluster", cluster, "/api/cluster/*");
        add(context, "application", application, "/");
        try {
            tomcat.start();
        } catch (LifecycleException failed) {
            throw new IllegalStateException("The web server on " + address + ":" + port + " does not start.", failed);
        }
    }

    private static void add(Context context, String name, HttpServlet servlet, String path) {
        Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setLoadOnStartup(1);
        wrapper.addMapping(path);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
        } catch (LifecycleException cannotStop) {
            throw new IllegalStateException("The web server does not stop.", cannotStop);
        }
    }
}
