package org.pastecluster.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;

/**
 * Makes a link of a request by Jetty's own means: what it offers by the Servlet API lets go of the connection at once, and what it writes
 * on its WebSockets waits for a thread of its pool as soon as the other end is slow, which it may not get while the application is busy.
 * This class and {@link JettyLink} alone know Jetty, and are loaded only where the application sees it.
 */
final class JettyUpgrade implements Upgrader {

    private final Request core;
    private final boolean asWebSocket;

    private JettyUpgrade(Request core, boolean asWebSocket) {
        this.core = core;
        this.asWebSocket = asWebSocket;
    }

    /**
     * The way of a request.
     *
     * @param asWebSocket whether to write binary messages of a WebSocket
     * @return null where Jetty hides behind its request, as it does from wars
     */
    static @Nullable Upgrader of(HttpServletRequest request, boolean asWebSocket) {
        Request core = core(request);
        return core == null ? null : new JettyUpgrade(core, asWebSocket);
    }

    /** By reflection, for the class of the request has another name for each version of the Servlet API. */
    private static @Nullable Request core(HttpServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        try {
            return innermost.getClass().getMethod("getRequest").invoke(innermost) instanceof Request core ? core : null;
        } catch (ReflectiveOperationException | RuntimeException another) {
            return null;
        }
    }

    @Override
    public void upgrade(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> headers, LinkDoor door) {
        ConnectionMetaData connection = core.getConnectionMetaData();
        EndPoint end = connection.getConnection().getEndPoint();
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        headers.forEach(response::setHeader);
        core.setAttribute(
                HttpStream.UPGRADE_CONNECTION_ATTRIBUTE,
                new JettyLink(end, connection.getConnector().getExecutor(), door, asWebSocket));
    }
}
