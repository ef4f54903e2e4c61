package org.pastecluster.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.WebSocketHandshake;
import org.pastecluster.http.wire.WireHeaders;

/**
 * Makes a link of a request by the container's own WebSocket. No endpoint is registered: the request has passed the cluster's
 * servlet, and with it the cluster's authentication, when the container is asked to upgrade it. This class and {@link LinkEndpoint}
 * alone know {@code jakarta.websocket}, and are loaded only where it is.
 */
final class ContainerWebSocket implements Upgrader {

    /** What the container says of the handshake itself. */
    private static final Set<String> OF_THE_CONTAINER =
            Set.of("connection", WireHeaders.UPGRADE, WebSocketHandshake.ACCEPT, WebSocketHandshake.PROTOCOL);

    private final ServerContainer container;

    private ContainerWebSocket(ServerContainer container) {
        this.container = container;
    }

    /**
     * The way of a container.
     *
     * @param attribute what the application's context has as its container
     * @return null when that is something else
     */
    static @Nullable Upgrader of(Object attribute) {
        return attribute instanceof ServerContainer container ? new ContainerWebSocket(container) : null;
    }

    @Override
    public void upgrade(
            HttpServletRequest request, HttpServletResponse response, Map<String, String> headers, LinkDoor door)
            throws IOException, ServletException {
        headers.forEach((name, value) -> {
            if (!OF_THE_CONTAINER.contains(name)) {
                response.setHeader(name, value);
            }
        });
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(LinkEndpoint.class, request.getServletPath())
                .subprotocols(List.of(WebSocketHandshake.SUBPROTOCOL))
                .configurator(new OneConnection(new LinkEndpoint(door)))
                .build();
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException | LinkageError cannotUpgrade) {
            throw new ServletException(cannotUpgrade);
        }
    }

    /** Says what is left to be said without asking the container for its own opinion. */
    private static final class OneConnection extends ServerEndpointConfig.Configurator {

        private final LinkEndpoint endpoint;

        OneConnection(LinkEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(endpoint);
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return WebSocketHandshake.SUBPROTOCOL;
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }

        /** Who may have a link is proven by its signature, wherever it comes from. */
        @Override
        public boolean checkOrigin(String originHeaderValue) {
            return true;
        }
    }
}
