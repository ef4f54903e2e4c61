package org.pastecluster.it.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.NodeAddress;
import org.pastecluster.RequestFailedException;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/**
 * Sends at a steady rate, on ordered lanes: to each node, to groups, to the others and to all on one lane, to the leader, and requests. Notes each
 * message before it is sent and each verdict. One thread sends, verdicts come on others; the rest is thread-safe.
 */
final class Traffic {

    static final int NOTICE = 11;
    static final int REQUEST = 12;

    private static final long EVERY_NANOS = 50_000_000;
    private static final Duration TIME = Duration.ofSeconds(5);

    /** The lanes in turn: most messages are for one node. */
    private static final List<String> TURNS =
            List.of("name", "leader", "many", "name", "ask", "leader", "name", "many", "ask", "name");

    private final RunId run;
    private final List<NodeAddress> nodes;
    private final Journal<NodeEntry> journal;
    private final Line name;
    private final Line many;
    private final Line leader;
    private final Line ask;
    private final AtomicLong open = new AtomicLong();
    private boolean going;

    private record Line(String word, Lane lane, AtomicLong last) {
        Line(String word, Messages messages) {
            this(word, messages.openLane(LaneSettings.DEFAULT.timeToLive(TIME)), new AtomicLong());
        }
    }

    /** {@code nodes} are all; one without a name is a .NET node, and addressed by its host. */
    Traffic(RunId run, List<NodeAddress> nodes, Messages messages, Journal<NodeEntry> journal) {
        this.run = run;
        this.nodes = nodes;
        this.journal = journal;
        this.name = new Line("name", messages);
        this.many = new Line("many", messages);
        this.leader = new Line("leader", messages);
        this.ask = new Line("ask", messages);
        Daemon.start("traffic", this::run);
    }

    synchronized void go() {
        going = true;
        notifyAll();
    }

    /** Nothing is accepted any more when it returns. */
    synchronized void quiet() {
        going = false;
    }

    /** Waits, for some time at most, until all messages have their verdicts. */
    void drain(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (open() > 0 && System.nanoTime() - end < 0) {
            Pause.millis(5);
        }
    }

    /** How many messages have no verdict. */
    long open() {
        return open.get();
    }

    private void run() {
        long next = System.nanoTime();
        try {
            for (int turn = 0; ; turn = (turn + 1) % TURNS.size()) {
                sendOne(TURNS.get(turn));
                long now = System.nanoTime();
                // Who was held up does not catch up: the rate is never more than it should be.
                next = now - next > EVERY_NANOS ? now : next + EVERY_NANOS;
                Pause.until(next);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void sendOne(String word) throws InterruptedException {
        while (!going) {
            wait();
        }
        switch (word) {
            case "name" -> notice(name, to(name.last.get()));
            case "leader" -> notice(leader, Target.leader());
            case "many" -> notice(many, toMany(many.last.get()));
            default -> request(to(ask.last.get()));
        }
    }

    private Target to(long turn) {
        NodeAddress node = nodes.get((int) (turn % nodes.size()));
        return node.name().isEmpty() ? Target.host(node.host()) : Target.oneNamed(node.name());
    }

    private static Target toMany(long turn) {
        return switch ((int) (turn % 4)) {
            case 0 -> Target.group(1);
            case 1 -> Target.others();
            case 2 -> Target.group(2);
            default -> Target.all();
        };
    }

    private Body accept(Line line, Target target) {
        Body body = new Body(run, line.word, line.last.incrementAndGet());
        open.incrementAndGet();
        journal.write(new NodeEntry.Accepted(System.nanoTime(), line.word, body.number(), text(target)));
        return body;
    }

    private static String text(Target target) {
        if (target instanceof Target.OneNamed one) {
            return "name:" + one.name();
        }
        if (target instanceof Target.Host one) {
            return "host:" + one.host();
        }
        if (target instanceof Target.Group group) {
            return "group:" + group.group();
        }
        return target instanceof Target.Leader ? "leader" : target.equals(Target.all()) ? "all" : "others";
    }

    private void notice(Line line, Target target) {
        Body body = accept(line, target);
        var unused = line.lane.send(target, Message.text(NOTICE, body.text())).whenComplete((delivery, failure) -> {
            told(body, delivery, failure);
            done(body);
        });
    }

    private void request(Target target) {
        Body body = accept(ask, target);
        var unused = ask.lane
                .request(target, Message.text(REQUEST, body.text()), TIME)
                .whenComplete((reply, failure) -> {
                    answered(body, target, reply, failure);
                    done(body);
                });
    }

    private void told(Body body, @Nullable Delivery delivery, @Nullable Throwable failure) {
        if (delivery == null) {
            tell(body, "failed to tell: " + failure, 0);
            return;
        }
        for (Delivery.Outcome outcome : delivery.outcomes()) {
            Member target = outcome.target();
            if (target != null && target.isNeighbour()) {
                tellOf(body, outcome.verdict().name(), target.host());
            } else {
                tell(body, outcome.verdict().name(), target == null ? 0 : target.incarnation());
            }
        }
    }

    private void answered(Body body, Target target, @Nullable ClusterMessage reply, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (reply != null) {
            boolean its = reply.text().equals(body.text());
            tell(body, its ? Verdict.DELIVERED.name() : "the reply to " + reply.text(), reply.fromIncarnation());
        } else if (cause instanceof RequestFailedException why && target instanceof Target.Host one) {
            tellOf(body, why.verdict().name(), one.host());
        } else if (cause instanceof RequestFailedException why) {
            tell(body, why.verdict().name(), 0);
        } else {
            tell(body, "failed to tell: " + failure, 0);
        }
    }

    private void tell(Body body, String verdict, long incarnation) {
        journal.write(new NodeEntry.Told(System.nanoTime(), body.lane(), body.number(), verdict, incarnation));
    }

    private void tellOf(Body body, String verdict, String host) {
        journal.write(new NodeEntry.ToldOf(System.nanoTime(), body.lane(), body.number(), verdict, host));
    }

    private void done(Body body) {
        journal.write(new NodeEntry.Done(System.nanoTime(), body.lane(), body.number()));
        open.decrementAndGet();
    }
}
