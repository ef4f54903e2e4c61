package org.pastecluster.bench.soak;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.bench.soak.ledger.NodeLedger;
import org.pastecluster.bench.soak.ledger.SoakLane;

/** What a node does with the messages that it gets: it notes them. Some handlers dawdle, throw, or reply later. Thread-safe. */
final class Handlers {

    /** Where there is little time, so that some of it runs out while a handler dawdles. */
    private static final long DAWDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int DAWDLES_EVERY = 16;
    private static final int THROWS_EVERY = 1_009;
    private static final int LATER_EVERY = 4;

    private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS, Runnable::run);

    private final Supplier<NodeLedger> ledger;
    private final Consumer<String> failed;

    /** {@code failed} takes a sentence about what must not be. */
    Handlers(Supplier<NodeLedger> ledger, Consumer<String> failed) {
        this.ledger = ledger;
        this.failed = failed;
    }

    void register(Messages messages) {
        var unused = messages.on(LaneSender.NOTICE, this::notice);
        var unusedToo = messages.onRequest(LaneSender.REQUEST, this::request);
    }

    private void notice(ClusterMessage message) {
        SoakBody body = note(message.bytes());
        if (body.lane() == SoakLane.BRIEF && body.number() % DAWDLES_EVERY == 0) {
            LockSupport.parkNanos(DAWDLE_NANOS);
        }
        if (body.number() % THROWS_EVERY == 0) {
            throw new IllegalStateException("one message in " + THROWS_EVERY + " fails");
        }
    }

    private CompletionStage<Message> request(ClusterMessage message) {
        SoakBody body = note(message.bytes());
        Message reply = Message.bytes(LaneSender.REQUEST, body.bytes(SoakBody.HEADER));
        return body.number() % LATER_EVERY == 0
                ? CompletableFuture.supplyAsync(() -> reply, LATER)
                : CompletableFuture.completedFuture(reply);
    }

    private SoakBody note(byte[] bytes) {
        try {
            SoakBody body = SoakBody.read(bytes);
            ledger.get().handed().handed(body.sender(), body.lane(), body.number());
            return body;
        } catch (IllegalArgumentException damaged) {
            failed.accept(String.valueOf(damaged.getMessage()));
            throw damaged;
        }
    }
}
