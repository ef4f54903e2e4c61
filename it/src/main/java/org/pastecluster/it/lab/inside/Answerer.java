package org.pastecluster.it.lab.inside;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A port at which every request is answered by the same page, which can be changed. */
final class Answerer {

    private volatile Page page;

    Answerer(InetSocketAddress at, Page page) throws IOException {
        this.page = page;
        var unused = new Listener(at, connection -> this.page.serve(connection));
    }

    void set(Page next) {
        page = next;
    }
}
