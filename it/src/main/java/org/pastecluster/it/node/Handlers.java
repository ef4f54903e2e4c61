package org.pastecluster.it.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NodeEntry;

/** What a node does with messages: it writes them down first. Some handlers are slow, some throw, some reply later. Thread-safe. */
final class Handlers {

    private static final int SLOW_EVERY = 16;
    private static final long SLOW_MILLIS = 20;
    private static final int THROWS_EVERY = 97;
    private static final int LATER_EVERY = 4;
    private static final int TWICE_EVERY = 20;
    private static final int LOST_EVERY = 20;

    private static final Executor LATER = CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS);

    private final Journal<NodeEntry> journal;
    private final Sabotage sabotage;

    Handlers(Journal<NodeEntry> journal, Sabotage sabotage) {
        this.journal = journal;
        this.sabotage = sabotage;
    }

    void register(Messages messages) {
        var unused = messages.on(Traffic.NOTICE, this::notice);
        var unusedToo = messages.onRequest(Traffic.REQUEST, this::request);
    }

    private void notice(ClusterMessage message) {
        Body body = note(message);
        if (body.number() % SLOW_EVERY == 0) {
            Pause.millis(SLOW_MILLIS);
        }
        if (body.number() % THROWS_EVERY == 0) {
            throw new IllegalStateException("one message in " + THROWS_EVERY + " fails");
        }
    }

    private CompletionStage<Message> request(ClusterMessage message) {
        Body body = note(message);
        Message reply = Message.text(Traffic.REQUEST, body.text());
        return body.number() % LATER_EVERY == 0
                ? CompletableFuture.supplyAsync(() -> reply, LATER)
                : CompletableFuture.completedFuture(reply);
    }

    private Body note(ClusterMessage message) {
        long now = System.nanoTime();
        Body body = Body.read(message.text());
        if (sabotage == Sabotage.LOST_LINE && body.number() % LOST_EVERY == 0) {
            return body;
        }
        NodeEntry.Handled handled = new NodeEntry.Handled(now, body.sender(), body.lane(), body.number());
        journal.write(handled);
        if (sabotage == Sabotage.HANDLED_TWICE && body.number() % TWICE_EVERY == 0) {
            journal.write(handled);
        }
        return body;
    }
}
