package org.pastecluster.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Tells the web server, if it asked by {@link ClusterServlet#PROVEN}, whether who sent a request has shown the secret. */
final class SenderNews {

    private final HttpServletResponse response;
    private final @Nullable Runnable whenProven;

    SenderNews(HttpServletRequest request, HttpServletResponse response) {
        this.response = response;
        this.whenProven = request.getAttribute(ClusterServlet.PROVEN) instanceof Runnable asked ? asked : null;
    }

    /** Before the answer is written. */
    void tell(boolean proven) {
        if (whenProven == null) {
            return;
        }
        if (proven) {
            whenProven.run();
        } else {
            response.setHeader("Connection", "close");
        }
    }
}
