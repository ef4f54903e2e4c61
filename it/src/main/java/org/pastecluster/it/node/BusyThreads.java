package org.pastecluster.it.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Fills all request threads of this node's own web server, as slow visitors would. */
final class BusyThreads {

    private final InetAddress address;
    private final int port;
    private final HoldServlet servlet;

    BusyThreads(InetAddress address, int port, HoldServlet servlet) {
        this.address = address;
        this.port = port;
        this.servlet = servlet;
    }

    /** Keeps them busy from now on; {@code full} runs, on another thread, as soon as they are. */
    void keep(long millis, Runnable full) {
        CountDownLatch latch = servlet.expect(NodeWeb.THREADS);
        for (int i = 0; i < NodeWeb.THREADS; i++) {
            Daemon.start("busy-" + i, () -> visit(millis));
        }
        Daemon.start("busy", () -> {
            try {
                latch.await();
                full.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void visit(long millis) {
        try (Socket visitor = new Socket(address, port)) {
            visitor.getOutputStream()
                    .write(("GET /hold?" + millis + " HTTP/1.1\r\nHost: n\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var unused = visitor.getInputStream().readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException("A visit of this node's own web server failed.", failed);
        }
    }
}
