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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.servlet.ClusterServlet;

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
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.start(loopback, 0, new Proving(), protocol);
                Socket one = peer(tomcat.port());
                Socket another = peer(tomcat.port());
                Socket waiting = new Socket(loopback, tomcat.port())) {
            assertThat(lines.poll(60, TimeUnit.SECONDS))
                    .startsWith("All 2 connections that port " + tomcat.port() + " of this node takes are open;");

            assertThat(isAnswered(one) && isAnswered(another)).isTrue();
            assertThat(waiting.isConnected()).isTrue();
        }
        long minute = Duration.ofMinutes(1).toNanos();
        long later = System.nanoTime() + minute;
        full.full(later, false);
        full.full(later + minute - 1, true);
        assertThat(lines).hasSize(1);
        full.full(later + minute, true);
        assertThat(lines).hasSize(2);
    }

    @Test
    void strangers_that_hold_connections_keep_no_peer_out_and_end_none_of_a_peer() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        NamedProtocol protocol = new NamedProtocol(new FullPort(lines::add));
        protocol.setMaxConnections(4);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<Socket> strangers = new ArrayList<>();
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.start(loopback, 0, new Proving(), protocol);
                Socket peer = peer(tomcat.port())) {
            for (int i = 0; i < 40; i++) {
                Socket stranger = new Socket(loopback, tomcat.port());
                strangers.add(stranger);
                // Half of them say nothing, the others do not come to an end.
                stranger.getOutputStream().write(new byte[] {'G'}, 0, i % 2);
            }
            try (Socket newcomer = peer(tomcat.port())) {
                assertThat(isAnswered(newcomer)).isTrue();
            }
            assertThat(isAnswered(peer)).isTrue();
            assertThat(lines.poll(60, TimeUnit.SECONDS))
                    .startsWith(
                            "Nearly all 4 connections that port " + tomcat.port() + " of this node takes are open;");
            strangers.get(0).setSoTimeout(60_000);
            assertThat(strangers.get(0).getInputStream().read()).isNegative();
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    /** Somebody who has shown the secret. */
    private static Socket peer(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        assertThat(isAnswered(socket)).isTrue();
        return socket;
    }

    private static boolean isAnswered(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[1024];
        int count = 0;
        while (!new String(answer, 0, count, StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int more = socket.getInputStream().read(answer, count, answer.length - count);
            if (more < 0) {
                return false;
            }
            count += more;
        }
        return new String(answer, 0, count, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200 ");
    }

    private static boolean isOpen(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Takes everybody for a peer. */
    private static final class Proving extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            ((Runnable) request.getAttribute(ClusterServlet.PROVEN)).run();
            response.setContentLength(0);
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
