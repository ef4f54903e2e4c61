package org.pastecluster.samples.servlet.run;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty with the application. */
public final class InJetty implements AutoCloseable {

    private final Server server = new Server();

    /**
     * Opens the port of loopback.
     *
     * @param application the directory with WEB-INF
     */
    public InJetty(int port, Path application) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new WebAppContext(application.toAbsolutePath().toString(), "/"));
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

    /** {@code InJetty PORT DIRECTORY} */
    public static void main(String[] args) throws Exception {
        InJetty jetty = new InJetty(Integer.parseInt(args[0]), Path.of(args[1]));
        jetty.server.setStopAtShutdown(true);
        jetty.server.join();
    }
}
