package org.pastecluster.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkWay;
import org.pastecluster.http.wire.WireHeaders;

/** How a container makes a link of a request's connection. */
@FunctionalInterface
interface Upgrader {

    /** The container gives its connection away, and the bytes on it are the link's. */
    Upgrader PLAIN = (request, response, headers, door) -> giveAway(request, response, headers, door, false);

    /** The same, with a WebSocket of our own on it. */
    Upgrader FRAMED = (request, response, headers, door) -> giveAway(request, response, headers, door, true);

    /**
     * Answers with status 101.
     *
     * @param headers of the answer
     * @param door where to hand in the connection
     * @throws IOException or {@link ServletException} or a {@link RuntimeException} when it cannot
     */
    void upgrade(HttpServletRequest request, HttpServletResponse response, Map<String, String> headers, LinkDoor door)
            throws IOException, ServletException;

    /** For a request that asks for a link; null when its container has no way. */
    static @Nullable Upgrader of(HttpServletRequest request) {
        boolean asWebSocket = LinkWay.of(request.getHeader(WireHeaders.UPGRADE)) == LinkWay.WEBSOCKET;
        ServletContext application = request.getServletContext();
        // Jetty calls the upgrade's handler and lets go of the connection at once, without closing it.
        boolean givesAway = !String.valueOf(application.getServerInfo()).startsWith("jetty/");
        Upgrader own = givesAway ? null : ofJetty(request, asWebSocket);
        if (own == null && asWebSocket) {
            own = ofContainer(application.getAttribute("jakarta.websocket.server.ServerContainer"));
        }
        if (own == null && givesAway) {
            own = asWebSocket ? FRAMED : PLAIN;
        }
        return own;
    }

    private static @Nullable Upgrader ofJetty(HttpServletRequest request, boolean asWebSocket) {
        try {
            return JettyUpgrade.of(request, asWebSocket);
        } catch (LinkageError jettyIsHidden) {
            // As from a war, whose classes do not see the server's.
            return null;
        }
    }

    private static @Nullable Upgrader ofContainer(@Nullable Object attribute) {
        try {
            return attribute == null ? null : ContainerWebSocket.of(attribute);
        } catch (LinkageError apiIsHidden) {
            // The container has WebSocket, and the loader of this class has not, or another version of it.
            return null;
        }
    }

    private static void giveAway(
            HttpServletRequest request,
            HttpServletResponse response,
            Map<String, String> headers,
            LinkDoor door,
            boolean asWebSocket)
            throws IOException, ServletException {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        headers.forEach(response::setHeader);
        request.upgrade(LinkUpgrade.class).leadsTo(door, asWebSocket);
    }
}
