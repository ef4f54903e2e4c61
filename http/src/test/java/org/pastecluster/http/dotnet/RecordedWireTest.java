package org.pastecluster.http.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.client.NodeCallException;
import org.pastecluster.http.handler.BodySource;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.handler.HttpRequestData;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.NeighbourCodec;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Reply;
import org.pastecluster.spi.Transport;

/**
 * All recordings of real .NET nodes: each request is said to a node of this project in the place of the one that had it, and a .NET node accepts what is
 * answered; each answer is given to a node of this project, which understands it.
 */
class RecordedWireTest {

    /** After so long a .NET client has given up. */
    private static final long PATIENCE_SECONDS = 4;

    private final Map<String, PasteCluster> nodes = new HashMap<>();
    private List<List<RecordedWire.Exchange>> recordings;

    @BeforeEach
    void read() throws Exception {
        assumeTrue(
                RecordedWire.folder().isPresent(),
                "skipped: recordings are neither named by PASTECLUSTER_WIRE nor at ../shared/wire");
        recordings = RecordedWire.read(RecordedWire.folder().orElseThrow());
    }

    @AfterEach
    void close() {
        nodes.values().forEach(PasteCluster::close);
    }

    /** At a loopback address where no .NET node answers back, so that a recording is all that is heard. */
    private PasteCluster node(String recordedHost) {
        return nodes.computeIfAbsent(recordedHost, host -> {
            PasteCluster node = PasteCluster.builder()
                    .host(host)
                    .secret(RecordedWire.SECRET)
                    .auth(AuthMode.TOKEN)
                    .shutdownHook(false)
                    .http(http -> http.openReads(true))
                    .messages(messages -> messages.onOthers(message -> {}))
                    .create();
            node.start()
                    .awaitLeader()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            return node;
        });
    }

    @Test
    void every_recorded_request_gets_an_answer_that_a_dot_net_node_accepts() throws Exception {
        List<String> complaints = new ArrayList<>();
        int said = 0;
        for (List<RecordedWire.Exchange> recording : recordings) {
            for (RecordedWire.Exchange exchange : recording) {
                if (exchange.status() == 200 && !exchange.answer().startsWith("token")) {
                    String complaint = DotNetReader.complaint(exchange.operation(), say(exchange));
                    said++;
                    if (!complaint.isEmpty()) {
                        complaints.add(exchange.where() + " " + exchange.path() + ": " + complaint);
                    }
                }
            }
            close();
            nodes.clear();
        }
        assertThat(complaints).isEmpty();
        assertThat(said).isGreaterThan(2_000);
    }

    private HttpAnswer say(RecordedWire.Exchange exchange) throws Exception {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        node(exchange.to())
                .handler()
                .handle(
                        new HttpRequestData(
                                exchange.method(),
                                exchange.path(),
                                exchange.query().isEmpty() ? null : exchange.query(),
                                exchange.headers()::get,
                                BodySource.of(exchange.body().getBytes(StandardCharsets.UTF_8)),
                                "127.0.0.1"),
                        answer::complete);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void every_recorded_answer_is_understood() throws Exception {
        Set<String> told = new HashSet<>();
        try (Parrot parrot = new Parrot()) {
            PasteCluster node = node("http://127.0.0.1:7999");
            for (List<RecordedWire.Exchange> recording : recordings) {
                for (RecordedWire.Exchange exchange : recording) {
                    if (told.add(shape(exchange))) {
                        understands(node, parrot, exchange);
                    }
                }
            }
        }
        assertThat(told).hasSizeGreaterThan(100);
    }

    /** Answers that differ in times alone are understood alike. */
    private static String shape(RecordedWire.Exchange exchange) {
        return exchange.operation() + exchange.status() + exchange.answer().replaceAll("[0-9]{9,}", "t");
    }

    private static void understandsList(PasteCluster node, Parrot parrot, RecordedWire.Exchange exchange) {
        CompletableFuture<Frame> understood = new CompletableFuture<>();
        Frame question = NeighbourCodec.request(node.cluster().self(), new NeighbourRequest.Nodes());
        node.client().call(parrot.url(), question, Duration.ofSeconds(30), new Transport.Outcome() {
            @Override
            public void replied(Frame reply) {
                understood.complete(reply);
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                understood.completeExceptionally(new IllegalStateException(failure + ": " + detail));
            }
        });
        Reply.Neighbour list = (Reply.Neighbour) understood.join().body();
        assertThat(list.nodes())
                .as(exchange.where())
                .isNotEmpty()
                .allSatisfy(member -> assertThat(exchange.answer())
                        .contains("\"host\":\"" + member.host() + "\",\"id\":" + member.id() + ",\"group\":"
                                + member.group()));
        assertThat(list.nodeCount())
                .as(exchange.where())
                .isEqualTo(exchange.answer().split("\"host\"", -1).length - 1);
    }

    private static void understands(PasteCluster node, Parrot parrot, RecordedWire.Exchange exchange)
            throws JsonException {
        Operation operation = Operation.of(exchange.operation());
        parrot.say(exchange.status(), exchange.answer());
        if (exchange.operation().equals("nodes")) {
            understandsList(node, parrot, exchange);
            return;
        }
        if (operation == null || (exchange.status() == 200 && !exchange.answer().startsWith("{"))) {
            // A text, which people alone read.
            return;
        }
        CompletableFuture<DotNetAnswer> understood = node.client()
                .askDotNet(
                        parrot.url(),
                        operation,
                        "http://127.0.0.1:7999",
                        null,
                        exchange.method().equals("GET") ? null : RecordedWire.parse("{}"),
                        Duration.ofSeconds(30))
                .toCompletableFuture();
        if (exchange.status() == 200) {
            assertThat(understood.join())
                    .as(exchange.where())
                    .isEqualTo(DotNetAnswer.read(RecordedWire.parse(exchange.answer())));
            assertThat(understood.join().write()).as(exchange.where()).hasToString(exchange.answer());
        } else {
            assertThat(understood)
                    .as(exchange.where())
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(NodeCallException.class);
        }
    }
}
