package org.pastecluster.server;

import jakarta.servlet.Servlet;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty as an application sets it up, with the cluster's servlet, with or without its module for WebSocket. */
final class JettyServer implements AutoCloseable {

    private final Server server = new Server();

    JettyServer(int port, Servlet servlet, boolean webSocket) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/api/cluster/*");
        if (webSocket) {
            JakartaWebSocketServletContainerInitializer.configure(context, null);
        }
        server.setHandler(context);
        server.setStopTimeout(0);
        server.start();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception cannotStop) {
            throw new IOException(cannotStop);
        }
    }
}
