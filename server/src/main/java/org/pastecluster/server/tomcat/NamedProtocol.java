package org.pastecluster.server.tomcat;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 on few threads, whose names say to whom they belong. */
final class NamedProtocol extends Http11NioProtocol {

    private static final int IDLE_MILLIS = 5_000;

    /** What a link writes at once goes out in one piece, not in eight. */
    private static final int WRITE_BYTES = 64 << 10;

    /** Each has such a buffer: what strangers could make it hold is 150 MiB, and 228 MiB while all of them begin a request. More than there may be links. */
    private static final int MOST_CONNECTIONS = 2_048;

    private final ScheduledThreadPoolExecutor times = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "pastecluster-http-times");
        thread.setDaemon(true);
        return thread;
    });
    private final UnprovenConnections unproven;
    private volatile boolean initialised;

    NamedProtocol() {
        this(new FullPort());
    }

    NamedProtocol(FullPort port) {
        super(port);
        unproven = port.unproven();
        getEndpoint().setThreadsMaxIdleTime(IDLE_MILLIS);
        getEndpoint().getSocketProperties().setAppWriteBufSize(WRITE_BYTES);
        setMaxConnections(MOST_CONNECTIONS);
    }

    UnprovenConnections unproven() {
        return unproven;
    }

    @Override
    protected String getNamePrefix() {
        return "pastecluster-http";
    }

    /** Tomcat's own has two threads at least, for what one does in no time. */
    @Override
    public void setUtilityExecutor(@Nullable ScheduledExecutorService ofServer) {
        super.setUtilityExecutor(times);
    }

    @Override
    public void init() throws Exception {
        super.init();
        initialised = true;
    }

    @Override
    public void destroy() throws Exception {
        times.shutdownNow();
        super.destroy();
    }

    /** Without a domain, Tomcat makes up no name of a management bean for each connection, which costs the first one dear. */
    @Override
    public @Nullable String getDomain() {
        return initialised ? null : super.getDomain();
    }
}
