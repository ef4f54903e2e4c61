package org.pastecluster.samples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.samples.servlet.run.InJetty;
import org.pastecluster.samples.servlet.run.InTomcat;

/** The same application in a Tomcat and in a Jetty, which are one cluster. */
@Timeout(60)
class TwoContainersTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void a_tomcat_and_a_jetty_agree_on_a_leader_and_a_greeting_arrives() throws Exception {
        int tomcat = freePort();
        int jetty = freePort();
        Path secret = Files.writeString(folder.resolve("secret"), "correct-horse-battery-staple");
        Path application = application(tomcat, jetty, secret);

        InTomcat one = new InTomcat(tomcat, application);
        InJetty two = new InJetty(jetty, application);
        try (one;
                two) {
            String seen = awaitTwoMembers(tomcat);
            assertThat(awaitTwoMembers(jetty)).isEqualTo(seen);

            assertThat(send(tomcat, "POST")).startsWith("DELIVERED");
            assertThat(send(jetty, "POST")).startsWith("DELIVERED");
            assertThat(send(tomcat, "GET")).contains("heard: good day from http://127.0.0.1:" + jetty);
            assertThat(send(jetty, "GET")).contains("heard: good day from http://127.0.0.1:" + tomcat);
        }
    }

    /** With these ports and this secret in its web.xml. */
    private Path application(int tomcat, int jetty, Path secret) throws IOException {
        String settings = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"))
                .replace(":1821", ":" + tomcat)
                .replace(":1822", ":" + jetty)
                .replace("target/secret", secret.toString());
        Path directory = Files.createDirectories(folder.resolve("application/WEB-INF"));
        Files.writeString(directory.resolve("web.xml"), settings);
        return directory.getParent();
    }

    private String awaitTwoMembers(int port) throws Exception {
        while (true) {
            String line = send(port, "GET");
            if (line.contains(" leads 2 member(s)")) {
                return line;
            }
            // A break in which those who are asked can work.
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
                    .get();
        }
    }

    private String send(int port, String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/greetings"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
