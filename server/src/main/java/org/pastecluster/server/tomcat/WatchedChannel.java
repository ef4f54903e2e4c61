package org.pastecluster.server.tomcat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** Tells when a connection begins, before a byte of it is read, and when it ends. Tomcat uses it again for the next one. */
final class WatchedChannel extends NioChannel {

    private final UnprovenConnections unproven;
    private volatile @Nullable String id;

    WatchedChannel(SocketBufferHandler buffers, UnprovenConnections unproven) {
        super(buffers);
        this.unproven = unproven;
    }

    @Override
    public void reset(@Nullable SocketChannel connection, @Nullable NioSocketWrapper wrapper) throws IOException {
        ended();
        super.reset(connection, wrapper);
        if (connection != null && wrapper != null) {
            String its = wrapper.getServletConnection("http/1.1", "").getConnectionId();
            id = its;
            unproven.add(its, connection);
        }
    }

    @Override
    public void close() throws IOException {
        ended();
        super.close();
    }

    @Override
    public void free() {
        ended();
        super.free();
    }

    private void ended() {
        String its = id;
        if (its != null) {
            id = null;
            unproven.remove(its);
        }
    }
}
