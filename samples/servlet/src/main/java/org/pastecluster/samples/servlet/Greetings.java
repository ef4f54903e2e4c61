package org.pastecluster.samples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.servlet.ClusterServlet;

/** {@code GET} tells who leads and which greetings came; {@code POST} greets the other servers. */
public final class Greetings extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The type of our messages: any number above 10. */
    private static final int GREETING = 20;

    private static final int MOST = 10;
    private static final long LONGEST_SECONDS = 5;

    private final transient Queue<String> heard = new ConcurrentLinkedQueue<>();
    private transient volatile @Nullable Cluster cluster;

    @Override
    public void init() {
        // Later than this: the container opens its port when all servlets are ready.
        var unused = ClusterServlet.cluster(getServletContext()).thenAccept(this::started);
    }

    private void started(Cluster node) {
        var unused = node.messages().on(GREETING, message -> {
            heard.add(message.text());
            while (heard.size() > MOST) {
                heard.poll();
            }
        });
        cluster = node;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cluster node = cluster;
        if (node == null) {
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The node has not started yet.");
        } else {
            String leader =
                    node.view().currentLeader().map(member -> member.host()).orElse("nobody");
            answer(
                    response,
                    HttpServletResponse.SC_OK,
                    leader + " leads " + node.view().members().size() + " member(s); heard: "
                            + String.join(", ", heard));
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cluster node = cluster;
        if (node == null) {
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The node has not started yet.");
            return;
        }
        Message greeting = Message.text(GREETING, "good day from " + node.self().host());
        try {
            Delivery delivery = node.messages()
                    .send(Target.others(), greeting)
                    .toCompletableFuture()
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS);
            answer(
                    response,
                    delivery.isDelivered() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    delivery.first().verdict() + " " + delivery.first().reason());
        } catch (ExecutionException | TimeoutException failed) {
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(failed.getMessage()));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpServletResponse response, int status, String line) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(line);
    }
}
