package org.pastecluster.server.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.link.LinkHub;

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

    @Test
    void who_has_to_wait_for_a_connection_is_told_of_in_the_log_once_a_minute() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        FullPort full = new FullPort(lines::add);
        NamedProtocol protocol = new NamedProtocol(full);
        assertThat(protocol.getMaxConnections()).isGreaterThan(LinkHub.MOST_LINKS);
        protocol.setMaxConnections(2);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        HttpServlet nothing = new HttpServlet() {
            private static final long serialVersionUID = 1L;
        };
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.start(loopback, 0, nothing, protocol);
                Socket one = new Socket(loopback, tomcat.port());
                Socket another = new Socket(loopback, tomcat.port())) {
            assertThat(lines.poll(60, TimeUnit.SECONDS))
                    .startsWith("All 2 connections that port " + tomcat.port() + " of this node takes are open;");

            assertThat(one.isConnected() && another.isConnected()).isTrue();
        }
        long minute = Duration.ofMinutes(1).toNanos();
        long later = System.nanoTime() + minute;
        full.full(later);
        full.full(later + minute - 1);
        assertThat(lines).hasSize(1);
        full.full(later + minute);
        assertThat(lines).hasSize(2);
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
