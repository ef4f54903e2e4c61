package org.pastecluster.http.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.client.NodeAnswer;
import org.pastecluster.http.client.NodeCallException;
import org.pastecluster.http.client.NodeClient;
import org.pastecluster.http.handler.AddressCheck;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.CalledBack;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.CallFailure;

/** Calls URLs back for others, a few at a time, and checks those that this node is told to be reached at. Thread-safe. */
final class CallingBack implements AddressCheck {

    private static final Duration CALL = Duration.ofSeconds(1);
    private static final int AT_A_TIME = 16;

    private final NodeClient client;
    private final OwnAddress own;
    private final Supplier<List<NodeAddress>> peers;
    private final AtomicInteger running = new AtomicInteger();

    /**
     * @param peers who may be asked what they find
     */
    CallingBack(NodeClient client, OwnAddress own, Supplier<List<NodeAddress>> peers) {
        this.client = client;
        this.own = own;
        this.peers = peers;
    }

    @Override
    public CompletionStage<@Nullable CalledBack> callBack(String host) {
        if (running.incrementAndGet() > AT_A_TIME) {
            running.decrementAndGet();
            return CompletableFuture.completedStage(null);
        }
        return client.ask(host, Operation.FIND, new JsonObject().put("host", host), CALL)
                .handle((answer, failure) -> {
                    running.decrementAndGet();
                    return found(answer, failure);
                });
    }

    private static CalledBack found(@Nullable NodeAnswer answer, @Nullable Throwable failure) {
        if (answer != null) {
            return CalledBack.answeredBy(answer.incarnation());
        }
        return failure != null && OwnAddress.causeOf(failure) instanceof NodeCallException call
                ? CalledBack.failed(call.failure(), String.valueOf(call.getMessage()))
                : CalledBack.failed(CallFailure.SILENT, "the call failed");
    }

    @Override
    public CompletionStage<Boolean> leadsHere(String host) {
        return own.verify(host, peers.get(), CALL);
    }
}
