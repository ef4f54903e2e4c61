package org.pastecluster;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The one spelling of a node's base URL, so that two spellings of one address are never two nodes. */
public final class HostUrl {

    private static final int HIGHEST_PORT = 65_535;

    private HostUrl() {}

    /**
     * Lower-cases scheme and host name, drops a default port, a trailing slash, and white space around it.
     *
     * @throws ClusterConfigurationException when the text is not an absolute http or https URL, or its port is none
     */
    public static String normalise(String text) {
        String stripped = text.strip();
        URI url;
        try {
            url = new URI(stripped);
        } catch (URISyntaxException malformed) {
            throw notAHost(stripped);
        }
        if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null) {
            throw notAHost(stripped);
        }
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getPort() > HIGHEST_PORT) {
            throw notAHost(stripped);
        }
        if (url.getPort() == 0) {
            throw new ClusterConfigurationException(
                    "'" + stripped + "' has port 0, which nobody can call; write the port that the node listens on.");
        }
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw notAHost(stripped);
        }
        int defaultPort = scheme.equals("http") ? 80 : 443;
        String port = url.getPort() == -1 || url.getPort() == defaultPort ? "" : ":" + url.getPort();
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + path;
    }

    private static ClusterConfigurationException notAHost(String text) {
        return new ClusterConfigurationException(
                "'" + text + "' is not a node's base URL; write for example http://192.0.2.3:8080.");
    }
}
