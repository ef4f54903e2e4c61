package org.pastecluster.http.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpHeaders;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.CalledBack;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetMessage;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;

/** Hands requests in .NET's form to the {@link NeighbourPort}, and its answers back. */
final class NeighbourDoor {

    private static final int LONGEST_HOST = 512;

    private final long incarnation;
    private final Executor answers;

    /**
     * @param answers writes answers that were waited for
     */
    NeighbourDoor(long incarnation, Executor answers) {
        this.answers = answers;
        this.incarnation = incarnation;
    }

    /** A request without a body. */
    void get(NeighbourPort port, Operation operation, HttpHeaders headers, Exchange exchange) {
        NeighbourPort.Caller caller = caller(headers, exchange);
        answer(exchange, operation == Operation.ASK ? port.ask(caller) : port.health(caller));
    }

    void post(NeighbourPort port, Operation operation, HttpHeaders headers, JsonObject body, Exchange exchange)
            throws JsonException, RefusedException {
        NeighbourPort.Caller caller = caller(headers, exchange);
        CompletionStage<DotNetAnswer> answer = switch (operation) {
            case FIND -> port.find(caller, DotNetNode.read(body));
            case JOIN -> port.join(caller, namedNode(body));
            case VOTE -> port.vote(caller, namedNode(body));
            case MASTER -> port.master(caller, namedNode(body.requiredObject("master")), nodes(body));
            case LEAVE -> port.leave(caller, namedNode(body));
            case REMOVE -> port.remove(caller, namedNode(body));
            case MSG -> port.msg(caller, DotNetMessage.read(body));
            case PUSH -> port.push(caller, DotNetMessage.read(body));
            default ->
                throw new RefusedException(
                        400,
                        "POST " + operation.word()
                                + " is for nodes of this project: the field pastecluster is missing");
        };
        answer(exchange, answer);
    }

    /** Adds what tells a node of this project from a .NET node; .NET ignores it. */
    JsonObject marked(DotNetAnswer answer, Exchange exchange) {
        JsonObject ours = new JsonObject()
                .put("version", WireHeaders.VERSION)
                .put("capabilities", List.of())
                .put("incarnation", Incarnations.text(incarnation))
                .put("seen_as", exchange.remoteAddress());
        CalledBack calledBack = exchange.calledBack();
        return answer.write().put(FrameCodec.FIELD, calledBack == null ? ours : calledBack.writeTo(ours));
    }

    private void answer(Exchange exchange, CompletionStage<DotNetAnswer> stage) {
        boolean here = stage.toCompletableFuture().isDone();
        var unused = stage.whenCompleteAsync(
                (answer, failure) -> {
                    if (failure != null || answer == null) {
                        exchange.refuse(503, "this node could not answer");
                    } else {
                        exchange.json(marked(answer, exchange));
                    }
                },
                here ? Runnable::run : answers);
    }

    private static NeighbourPort.Caller caller(HttpHeaders headers, Exchange exchange) {
        return new NeighbourPort.Caller(
                host(headers.first(WireHeaders.FROM_NODE)),
                host(headers.first(WireHeaders.MASTER_NODE)),
                exchange.remoteAddress());
    }

    private static @Nullable String host(@Nullable String header) {
        return header == null || header.isBlank() || header.length() > LONGEST_HOST ? null : header.strip();
    }

    private static DotNetNode namedNode(JsonObject json) throws JsonException {
        DotNetNode node = DotNetNode.read(json);
        if (node.host().isEmpty() || node.host().length() > LONGEST_HOST) {
            throw new JsonException("'host' must be a base URL");
        }
        return node;
    }

    private static List<DotNetNode> nodes(JsonObject body) throws JsonException {
        List<DotNetNode> nodes = new ArrayList<>();
        for (JsonObject each : body.objects("nodes")) {
            nodes.add(namedNode(each));
        }
        return nodes;
    }
}
