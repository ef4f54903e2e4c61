package org.pastecluster.it.hostile;

import java.net.InetSocketAddress;
import java.net.URI;

/** A node that is attacked, by its base URL, whose host is a literal address. */
record Target(String host, InetSocketAddress address) {

    static Target of(String host) {
        URI url = URI.create(host);
        return new Target(host, new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort()));
    }
}
