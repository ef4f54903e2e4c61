package org.pastecluster.server.tomcat;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 on threads whose names say to whom they belong. */
final class NamedProtocol extends Http11NioProtocol {

    @Override
    protected String getNamePrefix() {
        return "pastecluster-http";
    }
}
