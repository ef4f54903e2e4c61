package org.pastecluster.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.pastecluster.http.handler.BodySource;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.handler.HttpRequestData;

/** A web server on a free port of 127.0.0.1 under which a handler stands: the smallest adapter there is. */
public final class LoopbackServer implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "loopback-server");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ClusterHttpHandler handler;
    private volatile CountDownLatch answered = new CountDownLatch(1);

    public LoopbackServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void serve(ClusterHttpHandler by) {
        handler = by;
    }

    /** Waits until it has answered a request since the last call of this. */
    public void awaitAnswer() throws InterruptedException {
        if (!answered.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody asked " + url());
        }
        answered = new CountDownLatch(1);
    }

    private void serve(HttpExchange exchange) {
        handler.handle(
                new HttpRequestData(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        exchange.getRequestURI().getRawQuery(),
                        exchange.getRequestHeaders()::getFirst,
                        BodySource.of(exchange.getRequestBody()),
                        exchange.getRemoteAddress().getAddress().getHostAddress()),
                answer -> {
                    write(exchange, answer);
                    answered.countDown();
                });
    }

    private static void write(HttpExchange exchange, HttpAnswer answer) {
        try (exchange) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException gone) {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
