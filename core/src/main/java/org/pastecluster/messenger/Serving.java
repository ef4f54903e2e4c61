package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Message;
import org.pastecluster.MessageHandler;
import org.pastecluster.RequestHandler;
import org.pastecluster.Verdict;
import org.pastecluster.delivery.Arrival;
import org.pastecluster.delivery.Handled;
import org.pastecluster.delivery.ReceivingLane;
import org.pastecluster.message.Posted;

/**
 * Hands the messages of one lane to their handlers, in order, until none is left. It runs on the executor of the handler of the next
 * message, and moves over when another one's is to be used.
 */
final class Serving implements Runnable {

    private static final int AT_ONCE = 256;

    /** Verdicts that are older than this are told before the next message is handed over. */
    private static final long FLUSH_NANOS = 100_000;

    private final Messenger messenger;
    private final Correspondent from;
    private final ReceivingLane lane;
    private List<Arrival> taken = new ArrayList<>();
    private int next;
    private @Nullable Handler handlerOfNext;
    private long flushedAt;

    /** Guarded by this: {@link #flush} may come from elsewhere while a handler is slow. */
    private List<Handled> handled = new ArrayList<>();

    Serving(Messenger messenger, Correspondent from, ReceivingLane lane) {
        this.messenger = messenger;
        this.from = from;
        this.lane = lane;
    }

    /** Begins, on whatever executor the first message wants. */
    void begin() {
        if (refill()) {
            Executor first = executor();
            if (first == null) {
                run();
            } else {
                moveTo(first);
            }
        }
    }

    @Override
    public void run() {
        Executor here = executor();
        do {
            while (next < taken.size()) {
                Executor wanted = executor();
                if (wanted != null && wanted != here) {
                    moveTo(wanted);
                    return;
                }
                serve(taken.get(next++));
            }
        } while (refill());
    }

    /** Goes on where the next message wants it; what an executor does not take is refused. */
    private void moveTo(Executor executor) {
        for (Executor wanted = executor; wanted != null; wanted = executor()) {
            try {
                wanted.execute(this);
                return;
            } catch (RejectedExecutionException shutDown) {
                int type = taken.get(next).posted().message().type();
                messenger
                        .warnings()
                        .warn(
                                "The executor of the handler of messages of type " + type
                                        + " takes no tasks; they are refused.",
                                shutDown);
                done(taken.get(next++), Verdict.REFUSED, "the handler's executor takes no tasks");
            }
            if (next == taken.size() && !refill()) {
                return;
            }
        }
        run();
    }

    /** Tells what was done and takes more; false when there is none. */
    private boolean refill() {
        flush();
        taken = new ArrayList<>();
        next = 0;
        return from.take(this, lane, AT_ONCE, taken);
    }

    /** Tells the verdicts that are known and were not told. From any thread. */
    void flush() {
        List<Handled> known;
        synchronized (this) {
            if (handled.isEmpty()) {
                return;
            }
            known = handled;
            handled = new ArrayList<>();
        }
        from.settle(lane, known);
    }

    /** Where the next message is to be served; null when nothing of the application runs here, so that it need not wait for its turn. */
    private @Nullable Executor executor() {
        Posted posted = taken.get(next).posted();
        if (!posted.ordered() || posted.purpose() == Posted.Purpose.REPLY) {
            return null;
        }
        Handler handler = messenger.handlers().of(posted.message().type());
        handlerOfNext = handler;
        return handler == null ? messenger.executor() : handler.executor();
    }

    private void serve(Arrival arrival) {
        Posted posted = arrival.posted();
        if (posted.purpose() == Posted.Purpose.REPLY) {
            messenger.replies().replied(from, posted);
            done(arrival, Verdict.DELIVERED, "");
        } else if (posted.ordered()) {
            Handled result = hand(arrival, handlerOfNext);
            if (result != null) {
                done(result);
            }
        } else {
            alone(arrival);
        }
    }

    /** A message that waits for no other one. */
    private void alone(Arrival arrival) {
        Handler handler = messenger.handlers().of(arrival.posted().message().type());
        Executor executor = handler == null ? messenger.executor() : handler.executor();
        try {
            executor.execute(() -> {
                Handled result = hand(arrival, handler);
                if (result != null) {
                    from.settle(lane, List.of(result));
                }
            });
        } catch (RejectedExecutionException shutDown) {
            done(arrival, Verdict.REFUSED, "the handler's executor takes no tasks");
        }
    }

    private void done(Arrival arrival, Verdict verdict, String reason) {
        done(new Handled(arrival, verdict, reason));
    }

    private void done(Handled result) {
        synchronized (this) {
            handled.add(result);
        }
    }

    /** Calls the handler; null when what becomes of the message is known later. */
    private @Nullable Handled hand(Arrival arrival, @Nullable Handler handler) {
        Posted posted = arrival.posted();
        Message message = posted.message();
        long now = messenger.now();
        if (now - flushedAt > FLUSH_NANOS) {
            flushedAt = now;
            flush();
        }
        if (arrival.lane().isAbandoned()) {
            return new Handled(arrival, Verdict.REFUSED, "its sender has begun to count anew");
        } else if (handler == null) {
            return new Handled(arrival, Verdict.REFUSED, "no handler takes messages of type " + message.type());
        } else if (arrival.deadline() <= now) {
            return new Handled(arrival, Verdict.EXPIRED, "its time ran out before a handler took it");
        } else if (posted.leaderOnly() && !messenger.carrier().isLeading()) {
            return new Handled(arrival, Verdict.REFUSED, "the node does not lead");
        }
        ClusterMessage given = new ClusterMessage(from.host(), from.incarnation(), message, posted.sentAtMillis());
        try {
            MessageHandler plain = handler.plain();
            RequestHandler replying = handler.replying();
            if (plain != null) {
                plain.handle(given);
                String noReply = posted.purpose() == Posted.Purpose.REQUEST ? "its handler gives no replies" : "";
                return new Handled(arrival, Verdict.DELIVERED, noReply);
            }
            return replying == null ? null : later(arrival, replying.handle(given));
        } catch (Throwable thrown) {
            return failed(arrival, thrown);
        }
    }

    private @Nullable Handled later(Arrival arrival, @Nullable CompletionStage<? extends @Nullable Message> promised) {
        if (promised == null) {
            return new Handled(arrival, Verdict.DELIVERED, "its handler gave no reply");
        }
        promised.whenComplete((reply, failure) -> {
            Handled result = failure == null ? replied(arrival, reply) : failed(arrival, failure);
            from.settle(lane, List.of(result));
        });
        return null;
    }

    private Handled replied(Arrival arrival, @Nullable Message reply) {
        if (arrival.posted().purpose() != Posted.Purpose.REQUEST) {
            return new Handled(arrival, Verdict.DELIVERED, "");
        } else if (reply == null) {
            return new Handled(arrival, Verdict.DELIVERED, "its handler gave no reply");
        }
        return messenger.replies().reply(from, arrival.posted(), reply)
                ? new Handled(arrival, Verdict.DELIVERED, "")
                : new Handled(arrival, Verdict.FAILED, "the reply could not be sent: too much waits already");
    }

    private Handled failed(Arrival arrival, Throwable thrown) {
        messenger
                .warnings()
                .warn(
                        "The handler of messages of type "
                                + arrival.posted().message().type() + " failed; their senders have that verdict.",
                        thrown);
        return new Handled(arrival, Verdict.FAILED, "its handler threw " + thrown);
    }
}
