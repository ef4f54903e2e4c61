package org.pastecluster.bench.soak;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.RequestFailedException;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.bench.soak.ledger.NodeLedger;
import org.pastecluster.bench.soak.ledger.SoakLane;

/** Sends on one lane as fast as the lane takes it, and notes each verdict. One thread sends; verdicts come on others. */
final class LaneSender {

    static final int NOTICE = 11;
    static final int REQUEST = 12;

    private static final int LARGE_BYTES = 16 << 20;
    private static final long LARGE_EVERY_MILLIS = 2_000;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final SoakLane kind;
    private final int nodes;
    private final Lane lane;
    private final Supplier<NodeLedger> ledgers;
    private final ToIntFunction<Member> indexOf;
    private final Consumer<String> failed;
    private final Semaphore window;
    private final SplittableRandom random = new SplittableRandom();

    /**
     * {@code indexOf} tells which node a member is, {@code failed} takes a sentence about what must not be.
     */
    LaneSender(
            SoakLane kind,
            int nodes,
            Lane lane,
            Supplier<NodeLedger> ledgers,
            ToIntFunction<Member> indexOf,
            Consumer<String> failed) {
        this.kind = kind;
        this.nodes = nodes;
        this.lane = lane;
        this.ledgers = ledgers;
        this.indexOf = indexOf;
        this.failed = failed;
        this.window = new Semaphore(window(kind));
    }

    /** How many may have no verdict; lanes that block hold their sender back by themselves. */
    private static int window(SoakLane kind) {
        return switch (kind) {
            case NAMED, OTHERS, LEADER -> Integer.MAX_VALUE;
            case LARGE -> 1;
            case REQUEST -> 128;
            case BRIEF -> 256;
        };
    }

    /** Sends whenever the gate is open, until it is interrupted. */
    void run(Gate gate) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                window.acquire();
                gate.enter();
                try {
                    sendOne();
                } finally {
                    gate.leave();
                }
                if (kind == SoakLane.LARGE) {
                    gate.rest(LARGE_EVERY_MILLIS);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            failed.accept("Sending on lane " + kind.label() + " threw " + Trace.of(unexpected));
        }
    }

    private void sendOne() {
        NodeLedger ledger = ledgers.get();
        long number = ledger.sent(kind).accept();
        byte[] body = new SoakBody(ledger.run(), kind, number).bytes(size());
        if (kind == SoakLane.REQUEST) {
            var unused = lane.request(target(number), Message.bytes(REQUEST, body), DEADLINE)
                    .whenComplete((reply, failure) ->
                            completed(ledger, number, () -> answered(ledger, number, reply, failure)));
        } else {
            var unused = lane.send(target(number), Message.bytes(NOTICE, body))
                    .whenComplete((delivery, failure) ->
                            completed(ledger, number, () -> told(ledger, number, delivery, failure)));
        }
    }

    private Target target(long number) {
        return switch (kind) {
            case NAMED, BRIEF -> Target.named(SoakNode.name((int) (number % nodes)));
            case OTHERS -> Target.others();
            case LEADER -> Target.leader();
            case LARGE, REQUEST -> Target.oneNamed(SoakNode.name(random.nextInt(nodes)));
        };
    }

    /** Mostly small, some of a few KiB, few of a few hundred. */
    private int size() {
        if (kind == SoakLane.LARGE) {
            return LARGE_BYTES;
        }
        double part = random.nextDouble();
        if (part < 0.80) {
            return 100;
        }
        if (part < 0.97) {
            return random.nextInt(1 << 10, 8 << 10);
        }
        return part < 0.998 ? random.nextInt(8 << 10, 64 << 10) : random.nextInt(100 << 10, 300 << 10);
    }

    private void completed(NodeLedger ledger, long number, Runnable noteVerdicts) {
        try {
            noteVerdicts.run();
        } catch (RuntimeException unexpected) {
            failed.accept("A verdict on lane " + kind.label() + " could not be noted: " + Trace.of(unexpected));
        }
        ledger.sent(kind).done(number);
        window.release();
    }

    private void told(NodeLedger ledger, long number, @Nullable Delivery delivery, @Nullable Throwable failure) {
        if (delivery == null) {
            failed.accept("What send returned failed: " + Trace.of(failure));
            return;
        }
        if (delivery.outcomes().isEmpty()) {
            failed.accept("A delivery has no outcome.");
        }
        for (Delivery.Outcome outcome : delivery.outcomes()) {
            Member target = outcome.target();
            if (target != null) {
                int place = kind.isToAll() ? indexOf.applyAsInt(target) : 0;
                ledger.sent(kind)
                        .told(
                                number,
                                place,
                                outcome.verdict(),
                                ledger.incarnations().numberOf(target.incarnation()));
            } else if (!kind.isToAll()) {
                ledger.sent(kind).told(number, 0, outcome.verdict(), 0);
            }
        }
    }

    private void answered(NodeLedger ledger, long number, @Nullable ClusterMessage reply, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (reply != null) {
            if (SoakBody.read(reply.bytes()).number() != number) {
                failed.accept("A request brought the reply to another one.");
            }
            ledger.sent(kind)
                    .told(number, 0, Verdict.DELIVERED, ledger.incarnations().numberOf(reply.fromIncarnation()));
        } else if (cause instanceof RequestFailedException why) {
            ledger.sent(kind).told(number, 0, why.verdict(), 0);
        } else {
            failed.accept("A request failed without a verdict: " + Trace.of(cause));
        }
    }
}
