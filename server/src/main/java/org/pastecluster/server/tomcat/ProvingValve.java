package org.pastecluster.server.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.pastecluster.servlet.ClusterServlet;

/** Asks to be told of the connections on which the secret was shown. */
final class ProvingValve extends ValveBase {

    private final UnprovenConnections unproven;

    ProvingValve(UnprovenConnections unproven) {
        super(true);
        this.unproven = unproven;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String id = request.getServletConnection().getConnectionId();
        Runnable whenProven = () -> unproven.remove(id);
        request.setAttribute(ClusterServlet.PROVEN, whenProven);
        getNext().invoke(request, response);
    }
}
