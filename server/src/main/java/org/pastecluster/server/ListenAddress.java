package org.pastecluster.server;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.HostUrl;

/**
 * Where a server listens.
 *
 * @param address null for all addresses of the machine
 */
record ListenAddress(@Nullable InetAddress address, int port) {

    /**
     * @param host the node's own URL; null while it is not known
     * @param bind {@code ADDRESS}, {@code ADDRESS:PORT} or {@code :PORT}; null to listen where {@code host} says
     */
    static ListenAddress of(@Nullable String host, @Nullable String bind) {
        String own = host == null ? null : HostUrl.normalise(host);
        String address = bind == null ? null : addressIn(bind);
        int port = bind == null ? -1 : portIn(bind);
        if (port < 0 && own == null) {
            throw new ClusterConfigurationException(
                    "This node does not know its own URL (host) and so no port to listen on; set host, or bind to"
                            + " ADDRESS:PORT.");
        }
        if (port < 0 && own != null && own.startsWith("https:")) {
            throw new ClusterConfigurationException("This node's URL is " + own
                    + ", but its web server speaks plain HTTP; let a proxy in front of it speak HTTPS, and set the"
                    + " address and port behind the proxy by bind, such as 127.0.0.1:8080.");
        }
        if (own != null) {
            URI url = URI.create(own);
            port = port >= 0 ? port : url.getPort() < 0 ? 80 : url.getPort();
            address = bind == null ? literal(url.getHost()) : address;
        }
        return new ListenAddress(address == null ? null : resolved(address), port);
    }

    /** A name may lead to an address that only others see; a literal address is meant as it stands. */
    private static @Nullable String literal(String host) {
        boolean isLiteral = host.startsWith("[") || Character.isDigit(host.charAt(host.length() - 1));
        return isLiteral ? host : host.equals("localhost") ? "127.0.0.1" : null;
    }

    private static @Nullable String addressIn(String bind) {
        int colon = colonOfPort(bind);
        String address = colon < 0 ? bind : bind.substring(0, colon);
        return address.isEmpty() || address.equals("*") ? null : address;
    }

    private static int portIn(String bind) {
        int colon = colonOfPort(bind);
        if (colon < 0) {
            return -1;
        }
        try {
            int port = Integer.parseInt(bind.substring(colon + 1));
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, together with numbers that are no ports.
        }
        throw new ClusterConfigurationException(
                "bind is '" + bind + "'; write ADDRESS, ADDRESS:PORT or :PORT, such as 0.0.0.0:8080.");
    }

    private static int colonOfPort(String bind) {
        int colon = bind.lastIndexOf(':');
        boolean isInsideAddress = (bind.indexOf(':') != colon && !bind.startsWith("[")) || bind.endsWith("]");
        return isInsideAddress ? -1 : colon;
    }

    private static InetAddress resolved(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw new ClusterConfigurationException("Cannot listen on '" + address
                    + "', which is no address of this machine; write for example 0.0.0.0 or 127.0.0.1.");
        }
    }
}
