package org.pastecluster.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.http.client.MisbehavingServer.write;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.CallFailure;
import org.pastecluster.spi.TimeSource;

/** A message to a .NET node does something each time it arrives, and no number tells two arrivals from two messages: it is sent once. */
class DotNetMessageTest {

    private static final String TAKEN = "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"success\":true}";

    private final NodeClient client = new NodeClient(
            HttpSettings.builder().secret("secret").auth(AuthMode.TOKEN).build(), 1, TimeSource.system(), host -> {});

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void it_is_not_sent_again_when_a_connection_that_was_used_before_ends_without_an_answer() {
        try (MisbehavingServer dotNet = new MisbehavingServer((number, head, socket) -> {
            if (number == 1) {
                return false;
            }
            write(socket, TAKEN);
            return true;
        })) {
            assertThat(send(dotNet.url()).join().success()).isTrue();

            NodeCallException failure = failure(dotNet.url());

            assertThat(failure.isSent()).isTrue();
            assertThat(failure.failure()).isEqualTo(CallFailure.SILENT);
            assertThat(dotNet.requests()).isEqualTo(2);
        }
    }

    @Test
    void it_was_not_sent_where_nobody_listens() throws IOException {
        String nowhere;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = "http://127.0.0.1:" + closedSoon.getLocalPort();
        }

        NodeCallException failure = failure(nowhere);

        assertThat(failure.isSent()).isFalse();
        assertThat(failure.failure()).isEqualTo(CallFailure.REFUSED);
    }

    private CompletableFuture<DotNetAnswer> send(String host) {
        JsonObject message = new JsonObject().put("body", "hello");
        return client.askDotNet(host, Operation.MSG, "http://me", null, message, Duration.ofMinutes(1))
                .toCompletableFuture();
    }

    private NodeCallException failure(String host) {
        try {
            throw new AssertionError("It was answered: " + send(host).join());
        } catch (CompletionException failed) {
            return (NodeCallException) failed.getCause();
        }
    }
}
