package org.pastecluster.it.node;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** The application: {@code GET /hold?MILLIS} keeps its request thread for so long. */
final class HoldServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient IntConsumer seen;
    private transient volatile CountDownLatch full = new CountDownLatch(0);
    private int held;

    /** {@code seen} takes how many requests are held, whenever that has changed, one call at a time. */
    HoldServlet(IntConsumer seen) {
        this.seen = seen;
    }

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
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(request.getQueryString()));
            holds(1);
            full.countDown();
            Pause.until(end);
            holds(-1);
        }
        response.getWriter().println("ok");
    }

    private synchronized void holds(int more) {
        held += more;
        seen.accept(held);
    }
}
