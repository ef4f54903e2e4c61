package org.pastecluster.server.tomcat;

import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 on threads whose names say to whom they belong. */
final class NamedProtocol extends Http11NioProtocol {

    private volatile boolean initialised;

    @Override
    protected String getNamePrefix() {
        return "pastecluster-http";
    }

    @Override
    public void init() throws Exception {
        super.init();
        initialised = true;
    }

    /** Without a domain, Tomcat makes up no name of a management bean for each connection, which costs the first one dear. */
    @Override
    public @Nullable String getDomain() {
        return initialised ? null : super.getDomain();
    }
}
