package org.pastecluster.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.handler.HttpAnswer;

/** Tells the web server, if it asked by {@link ClusterServlet#PROVEN}, whether who sent a request has shown the secret. */
final class SenderNews {

    private final HttpServletResponse response;
    private final @Nullable Runnable whenProven;

    SenderNews(HttpServletRequest request, HttpServletResponse response) {
        this.response = response;
        this.whenProven = request.getAttribute(ClusterServlet.PROVEN) instanceof Runnable asked ? asked : null;
    }

    /** Before the answer is written. */
    void tell(HttpAnswer.Shown shown) {
        if (whenProven == null) {
            return;
        }
        switch (shown) {
            case SECRET -> whenProven.run();
            case NOTHING -> response.setHeader("Connection", "close");
            case SIGNATURE -> {
                // A peer's first contact goes on with the challenge, on the same connection; a recording never gets
                // further.
            }
        }
    }
}
