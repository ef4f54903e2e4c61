package org.pastecluster.server.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.Secret;
import org.pastecluster.http.auth.SignedRequest;
import org.pastecluster.http.handler.ClusterHttpHandler;
import org.pastecluster.servlet.ClusterServlet;
import org.pastecluster.spi.TimeSource;

/** Somebody who does not know the secret has heard a peer's first contact, whose signature stays right for ever. */
class RecordedRequestTest {

    private static final String SECRET = "a-secret-of-some-length";
    private static final String PATH = "/api/cluster/status";

    @Test
    void one_that_is_sent_on_every_connection_keeps_nobody_out() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        NamedProtocol protocol = new NamedProtocol(new FullPort(lines::add));
        protocol.setMaxConnections(4);
        List<Socket> thieves = new ArrayList<>();
        HttpSettings settings = HttpSettings.builder().secret(SECRET).build();
        try (ClusterHttpHandler handler = new ClusterHttpHandler(settings, 0x1111, TimeSource.system());
                EmbeddedTomcat tomcat = EmbeddedTomcat.start(
                        InetAddress.getLoopbackAddress(), 0, new ClusterServlet(handler), protocol)) {
            for (int i = 0; i < 12; i++) {
                Socket thief = new Socket(InetAddress.getLoopbackAddress(), tomcat.port());
                thieves.add(thief);

                assertThat(statusOf(thief)).isEqualTo("HTTP/1.1 401 ");
            }
            assertThat(lines).singleElement().asString().startsWith("Nearly all 4 connections");
        } finally {
            for (Socket thief : thieves) {
                thief.close();
            }
        }
    }

    @Test
    void whoever_sent_a_first_contact_may_go_on_on_the_same_connection() throws Exception {
        HttpSettings settings = HttpSettings.builder().secret(SECRET).build();
        try (ClusterHttpHandler handler = new ClusterHttpHandler(settings, 0x1111, TimeSource.system());
                EmbeddedTomcat tomcat =
                        EmbeddedTomcat.start(InetAddress.getLoopbackAddress(), 0, new ClusterServlet(handler));
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), tomcat.port())) {
            assertThat(statusOf(peer)).isEqualTo("HTTP/1.1 401 ");
            peer.getInputStream().skipNBytes(peer.getInputStream().available());

            assertThat(statusOf(peer)).isEqualTo("HTTP/1.1 401 ");
        }
    }

    private static String statusOf(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder("GET " + PATH + " HTTP/1.1\r\nHost: here\r\npastecluster: 1\r\n");
        new SignedRequest(new Secret(SECRET), "GET", PATH, "", new byte[0], 0x5555, 0, 0, 1)
                .headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readNBytes(13), StandardCharsets.ISO_8859_1);
    }
}
