package org.pastecluster.server.tomcat;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.slf4j.LoggerFactory;

/**
 * Takes as many connections as it may. When nearly all are open, the longest-standing one on which nobody has shown the secret is ended for each that comes, so that
 * strangers can hold as many as they like and keep no peer out. The log tells, once a minute at most, as it does when others have to wait because there is none.
 */
public final class FullPort extends NioEndpoint {

    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    /** One in so many is kept free, for those that are ended are open until a thread has seen it. */
    private static final int ROOM = 32;

    private final UnprovenConnections unproven = new UnprovenConnections();
    private final Consumer<String> warnings;
    private boolean ended;
    private boolean said;
    private long saidAt;

    FullPort() {
        this(LoggerFactory.getLogger(FullPort.class)::warn);
    }

    FullPort(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    UnprovenConnections unproven() {
        return unproven;
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        return new WatchedChannel(buffers, unproven);
    }

    /** One has come, and is counted already. On the one thread that accepts. */
    @Override
    protected boolean setSocketOptions(SocketChannel connection) {
        int room = getMaxConnections() / ROOM;
        long free = getMaxConnections() - getConnectionCount();
        ended = (free <= 0 || (free < room && unproven.size() > room)) && unproven.endFirst();
        if (ended) {
            full(System.nanoTime(), true);
        }
        return super.setSocketOptions(connection);
    }

    /** On the same thread. */
    @Override
    protected void countUpOrAwaitConnection() throws InterruptedException {
        if (!ended && getConnectionCount() >= getMaxConnections()) {
            full(System.nanoTime(), false);
        }
        super.countUpOrAwaitConnection();
    }

    /** @param strangerLeft else who calls has to wait */
    void full(long now, boolean strangerLeft) {
        if (said && now - saidAt < QUIET_NANOS) {
            return;
        }
        said = true;
        saidAt = now;
        String port = " connections that port " + getLocalPort() + " of this node takes are open; ";
        String holders = "Look at who holds them (ss -tn sport = :" + getLocalPort()
                + "): if these are no nodes, let a firewall or proxy turn them away";
        if (strangerLeft) {
            warnings.accept("Nearly all " + getMaxConnections() + port
                    + "for each that comes, the longest-standing one on which nobody has shown the secret is closed. "
                    + holders + ".");
        } else {
            warnings.accept(
                    "All " + getMaxConnections() + port + "whoever else calls waits until one is closed. " + holders
                            + "; if they are, make two clusters of it, or put the servlet into a web server that takes more.");
        }
    }
}
