package org.pastecluster.it.node;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The application: {@code GET /hold?MILLIS} keeps its request thread for so long. */
final class HoldServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private transient volatile CountDownLatch full = new CountDownLatch(0);

    /** Is open when so many more requests are held. */
    CountDownLatch expect(int requests) {
        CountDownLatch latch = new CountDownLatch(requests);
        full = latch;
        return latch;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        if (request.getRequestURI().equals("/hold")) {
            full.countDown();
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(request.getQueryString()));
            Pause.until(end);
        }
        response.getWriter().println("ok");
    }
}
