package org.pastecluster.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.handler.ClusterHttpHandler;

/** Hands a container's request to a node, whether it came by a servlet or by a filter. */
final class ServletDoor {

    private ServletDoor() {}

    /**
     * Answers a request, now or later.
     *
     * @param serving who answers; null as long as there is no node
     */
    static void serve(HttpServletRequest request, HttpServletResponse response, @Nullable ClusterHttpHandler serving) {
        if (serving == null) {
            ServletAnswer.refuse(response, 503, "this node has not been started");
        } else if (UpgradeAnswer.isMeantBy(request)) {
            serving.handle(
                    ServletRequests.data(request, new ServletBody(request)),
                    new UpgradeAnswer(request, response, Upgrader.of(request)));
        } else if (!request.isAsyncSupported()) {
            ServletAnswer.refuse(
                    response,
                    500,
                    "register the cluster's servlet or filter, and every filter before it, with async-supported");
        } else {
            ServletBody body = new ServletBody(request);
            ServletAnswer answer = ServletAnswer.begin(request, response, body);
            serving.handle(ServletRequests.data(request, body), answer);
        }
    }
}
