package org.pastecluster.messenger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.RequestFailedException;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.message.Posted;

/** Requests that wait for their replies, and replies that are sent. Thread-safe. */
final class Replies {

    /** The lane of all replies, so that they wait for no request. */
    static final int LANE = 1;

    private static final int OPEN = 65_536;

    private final Messenger messenger;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Open> open = new ConcurrentHashMap<>();

    Replies(Messenger messenger) {
        this.messenger = messenger;
    }

    private record Open(CompletableFuture<ClusterMessage> future, long deadline) {}

    CompletionStage<ClusterMessage> request(LaneSender lane, Target target, Message message, Duration deadline) {
        CompletableFuture<ClusterMessage> future = new CompletableFuture<>();
        if (open.size() >= OPEN) {
            future.completeExceptionally(new RequestFailedException(
                    Verdict.REFUSED, "more than " + OPEN + " requests wait for their replies already"));
            return future;
        }
        long correlation = last.incrementAndGet();
        long until = messenger.now() + deadline.toNanos();
        open.put(correlation, new Open(future, until));
        messenger.alarmIfNone();
        var unused = lane.post(target, message, Posted.Purpose.REQUEST, correlation, until)
                .whenComplete((delivery, impossible) -> delivered(correlation, delivery));
        return future;
    }

    private void delivered(long correlation, Delivery delivery) {
        List<Delivery.Outcome> outcomes = delivery.outcomes();
        Delivery.Outcome outcome = delivery.first();
        if (outcomes.size() > 1) {
            fail(correlation, outcome.verdict(), "several nodes fit; a request goes to exactly one");
        } else if (outcome.verdict() != Verdict.DELIVERED || !outcome.reason().isEmpty()) {
            fail(correlation, outcome.verdict(), outcome.reason());
        }
    }

    private void fail(long correlation, Verdict verdict, String reason) {
        Open waiting = open.remove(correlation);
        if (waiting != null) {
            messenger.run(() -> waiting.future.completeExceptionally(new RequestFailedException(verdict, reason)));
        }
    }

    /** A reply came in. */
    void replied(Correspondent from, Posted reply) {
        Open waiting = open.remove(reply.correlation());
        if (waiting != null) {
            ClusterMessage message =
                    new ClusterMessage(from.host(), from.incarnation(), reply.message(), reply.sentAtMillis());
            messenger.run(() -> waiting.future.complete(message));
        }
    }

    /** Sends a reply; false when it cannot be taken. */
    boolean reply(Correspondent to, Posted request, Message reply) {
        Posted posted =
                new Posted(reply, messenger.wallMillis(), Posted.Purpose.REPLY, request.correlation(), true, false);
        return messenger.add(to, posted, LANE, LaneSender.REPLY_LIFE_NANOS);
    }

    /** Ends what has waited too long; whether anything still waits. */
    boolean tick(long now) {
        open.forEach((correlation, waiting) -> {
            if (waiting.deadline <= now) {
                fail(correlation, Verdict.UNKNOWN, "no reply came in time");
            }
        });
        return !open.isEmpty();
    }

    void stop(String why) {
        for (Long correlation : List.copyOf(open.keySet())) {
            fail(correlation, Verdict.UNKNOWN, why);
        }
    }
}
