package org.pastecluster.simulation.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.RequestFailedException;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;
import org.pastecluster.testkit.network.Traffic;

/**
 * Counts every message from the moment when an application gave it away until its verdict, from outside: what applications did and heard,
 * and what was seen on the wire. {@link MessageRules} says what of that must not be.
 */
public final class Ledger implements Watcher, Traffic {

    /** A name that no node ever bears. */
    public static final String NOBODY = "nobody";

    /** What bodies are cut from. */
    public static final byte[] BODY = body();

    private static final String ID = "id";
    private static final String REPLY_TO = "re";

    private final SimulatedCluster cluster;
    private final MessageRules rules;
    private final List<Sent> all = new ArrayList<>();
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private long accepted;
    private long lastProgress;
    private long lastCarried = Long.MIN_VALUE;

    public Ledger(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.rules = new MessageRules(cluster);
    }

    private static byte[] body() {
        byte[] bytes = new byte[200 << 10];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i * 31) >> 7);
        }
        return bytes;
    }

    // What applications do.

    /** An application is about to give a message away. */
    public Sent sends(
            SimulatedProcess sender, int lane, boolean ordered, Target target, Duration life, int type, int bytes) {
        Sent sent = new Sent(all.size(), sender, lane, ordered, target, cluster.now(), life.toNanos(), type, bytes);
        all.add(sent);
        lastProgress = cluster.now();
        rules.given(sent);
        return sent;
    }

    /** What it says. */
    public Message message(Sent sent) {
        return Message.read(sent.type, false, BODY, 0, sent.bytes, Map.of(ID, Long.toString(sent.id)));
    }

    /** It has given it away; what is refused at once was told before. */
    public void accepted(Sent sent) {
        cluster.say(sent.sender, "sends", sent::toString);
        if (!sent.isOver) {
            rules.accepted(sent);
        }
    }

    /** The reply to a request that was handled. */
    public static Message replyTo(ClusterMessage request, Message reply) {
        return reply.with(REPLY_TO, request.headers().getOrDefault(ID, ""));
    }

    /** A handler begins with a message. */
    public void handles(SimulatedProcess process, ClusterMessage message) {
        Sent sent = find(message.headers().get(ID));
        if (sent == null) {
            cluster.fail(new BrokenPromise("P7", process + " handles a message that nobody sent: " + message));
            return;
        }
        cluster.say(process, "handles", sent::toString);
        sent.handledBy.add(process);
        rules.handles(sent, process, message.content());
    }

    /** An application is told what became of its message. */
    public void told(Sent sent, Delivery delivery) {
        cluster.say(sent.sender, "told", () -> delivery.outcomes() + " of " + sent);
        if (sent.isOver) {
            cluster.fail(new BrokenPromise("P7", "a second verdict for " + sent));
        }
        over(sent);
        sent.verdict = delivery;
        accepted += delivery.outcomes().size();
        delivery.outcomes().forEach(outcome -> verdicts.merge(outcome.verdict(), 1L, Long::sum));
        rules.told(sent, delivery);
    }

    /** An application is told of a reply, or that there is none. */
    public void answered(Sent sent, @Nullable ClusterMessage reply, @Nullable Throwable failure) {
        Verdict verdict = failure instanceof RequestFailedException failed ? failed.verdict() : Verdict.DELIVERED;
        cluster.say(
                sent.sender,
                "told",
                () -> (reply == null ? verdict + " " + failure : "the reply of " + reply.from()) + " of " + sent);
        if (reply == null && !(failure instanceof RequestFailedException)) {
            cluster.fail(new BrokenPromise("P7", "a request ended with " + failure + ": " + sent));
        }
        if (sent.isOver) {
            cluster.fail(new BrokenPromise("P7", "a second end of " + sent));
        }
        over(sent);
        accepted++;
        verdicts.merge(verdict, 1L, Long::sum);
        if (reply == null) {
            rules.unanswered(sent, verdict);
        } else {
            rules.answered(sent, reply, find(reply.headers().get(REPLY_TO)));
        }
    }

    private void over(Sent sent) {
        sent.isOver = true;
        lastProgress = cluster.now();
    }

    private @Nullable Sent find(@Nullable String id) {
        return id == null || id.isEmpty() ? null : all.get(Integer.parseInt(id));
    }

    /** How many there were, those counted that got no verdict. */
    public long accepted() {
        long open = all.stream().filter(sent -> !sent.isOver).count();
        return accepted + open;
    }

    /** What became of them. */
    public Map<Verdict, Long> verdicts() {
        return verdicts;
    }

    /** Whether a living process waits for a verdict. */
    public boolean hasOpen() {
        return all.stream()
                .anyMatch(sent -> !sent.isOver && sent.sender.process().isAlive());
    }

    /** When a message was last given away or got its verdict. */
    public long lastProgress() {
        return lastProgress;
    }

    /** When a batch was last sent by a call; long ago if none ever was. */
    public long lastCarried() {
        return lastCarried;
    }

    /** After enough quiet time: nothing that a living process sent is without a verdict. */
    public void end() {
        for (Sent sent : all) {
            if (!sent.isOver && sent.sender.process().isAlive()) {
                throw new BrokenPromise("P7", "no verdict for " + sent);
            }
        }
    }

    // What is seen on the wire, and in views.

    @Override
    public void written(int from, int to, long link, long incarnation, Batch batch) {
        transmitted(incarnation, batch);
    }

    @Override
    public void requested(int from, int to, long call, Frame request) {
        Frame inner = request;
        while (inner.body() instanceof Request.Relay relay) {
            inner = relay.inner();
        }
        if (inner.body() instanceof Request.Carry carry) {
            lastCarried = cluster.now();
            rules.carried(carry.batch());
            transmitted(carry.incarnation(), carry.batch());
        }
    }

    private void transmitted(long incarnation, Batch batch) {
        for (Item item : batch.items()) {
            Posted posted = posted(item);
            Sent sent = posted == null ? null : find(posted.message().header(ID));
            SimulatedProcess to = sent == null ? null : cluster.ofIncarnation(incarnation);
            if (sent != null && to != null) {
                rules.transmitted(sent, to);
            }
        }
    }

    private static @Nullable Posted posted(Item item) {
        if (item instanceof Item.Whole whole) {
            return whole.posted();
        }
        return item instanceof Item.Chunk chunk ? chunk.head() : null;
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (Output output : outputs) {
            if (output instanceof Output.ViewChanged changed) {
                List<Member> members = changed.view().members();
                rules.viewChanged(process, members);
            }
        }
    }
}
