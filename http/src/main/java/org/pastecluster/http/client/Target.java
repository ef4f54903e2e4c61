package org.pastecluster.http.client;

import java.net.URI;

/**
 * Where a node's base URL leads.
 *
 * @param host the base URL
 * @param secure whether it begins with https
 * @param name host name or address, without brackets
 * @param port the port, also the default one
 * @param pathPrefix what stands before the base path; usually empty
 */
record Target(String host, boolean secure, String name, int port, String pathPrefix) {

    /**
     * @throws IllegalArgumentException when the text is no base URL
     */
    static Target of(String host) {
        URI url = URI.create(host);
        String name = url.getHost();
        if (name == null) {
            throw new IllegalArgumentException("no host in a base URL");
        }
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() != -1 ? url.getPort() : secure ? 443 : 80;
        String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return new Target(host, secure, bare, port, path);
    }

    /** For the header {@code Host}. */
    String authority() {
        String shown = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return port == (secure ? 443 : 80) ? shown : shown + ":" + port;
    }
}
