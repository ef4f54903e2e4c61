package org.pastecluster.server.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmbeddedTomcatTest {

    @Test
    void the_port_is_closed_before_requests_under_way_are_ended() throws Exception {
        CountDownLatch serving = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        EmbeddedTomcat tomcat = EmbeddedTomcat.start(loopback, 0, new Holding(serving, answered));
        int port = tomcat.port();
        try (Socket caller = new Socket(loopback, port)) {
            caller.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(serving.await(60, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closing = CompletableFuture.runAsync(tomcat::close);

            while (isOpen(loopback, port)) {
                Thread.onSpinWait();
            }
            assertThat(closing).isNotDone();
            answered.countDown();
            closing.get(60, TimeUnit.SECONDS);
        }
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Serves a request until a test lets it go. */
    private static final class Holding extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch serving;
        private final transient CountDownLatch answered;

        private Holding(CountDownLatch serving, CountDownLatch answered) {
            this.serving = serving;
            this.answered = answered;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            serving.countDown();
            while (answered.getCount() > 0) {
                Thread.onSpinWait();
            }
            response.setStatus(200);
        }
    }
}
