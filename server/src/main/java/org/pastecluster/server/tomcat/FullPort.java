package org.pastecluster.server.tomcat;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.tomcat.util.net.NioEndpoint;
import org.slf4j.LoggerFactory;

/** Takes as many connections as it may, and says so in the log, once a minute at most, when others have to wait for that. */
public final class FullPort extends NioEndpoint {

    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Consumer<String> warnings;
    private boolean said;
    private long saidAt;

    FullPort() {
        this(LoggerFactory.getLogger(FullPort.class)::warn);
    }

    FullPort(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** On the one thread that accepts. */
    @Override
    protected void countUpOrAwaitConnection() throws InterruptedException {
        if (getConnectionCount() >= getMaxConnections()) {
            full(System.nanoTime());
        }
        super.countUpOrAwaitConnection();
    }

    void full(long now) {
        if (said && now - saidAt < QUIET_NANOS) {
            return;
        }
        said = true;
        saidAt = now;
        warnings.accept("All " + getMaxConnections() + " connections that port " + getLocalPort()
                + " of this node takes are open; whoever else calls waits until one is closed. Look at who holds them (ss -tn"
                + " sport = :" + getLocalPort()
                + "): if these are no nodes, let a firewall or proxy turn them away; if they"
                + " are, make two clusters of it, or put the servlet into a web server that takes more.");
    }
}
