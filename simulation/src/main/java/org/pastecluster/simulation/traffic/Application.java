package org.pastecluster.simulation.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pastecluster.ClusterMessage;
import org.pastecluster.LaneSettings;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.Sender;
import org.pastecluster.Target;
import org.pastecluster.simulation.checker.Ledger;
import org.pastecluster.simulation.checker.Sent;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;

/** What one process's application sends, and how it takes messages. Tells the ledger of all of it. */
public final class Application {

    /** Handled at once. */
    public static final int PROMPT = 11;

    static final int THROWING = 12;

    /** Handled after a while. */
    public static final int SLOW = 13;

    static final int REPLYING = 14;
    static final int REPLYING_LATER = 15;
    static final int ANSWERING = 16;
    static final int UNHANDLED = 17;

    private static final long MILLI = 1_000_000;
    private static final int LARGEST = 200 << 10;
    private static final Duration COMMON_LIFE = LaneSettings.DEFAULT.timeToLive();

    /** What a handler throws. It has no stack trace, which would cost more than the rest of the history. */
    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown() {
            super("thrown by a handler, as planned", null, false, false);
        }
    }

    private record Way(int number, Sender sender, Duration life, boolean ordered) {}

    private final SimulatedCluster cluster;
    private final SimulatedProcess process;
    private final Ledger ledger;
    private final MessagePlan plan;
    private final SplittableRandom random;
    private final List<Way> ways = new ArrayList<>();

    public Application(
            SimulatedCluster cluster,
            SimulatedProcess process,
            Ledger ledger,
            MessagePlan plan,
            SplittableRandom random) {
        this.cluster = cluster;
        this.process = process;
        this.ledger = ledger;
        this.plan = plan;
        this.random = random;
    }

    public SimulatedProcess process() {
        return process;
    }

    /** Registers handlers and opens lanes. Before the node starts. */
    public void takeMessages() {
        Messages messages = process.cluster().messages();
        messages.on(PROMPT, message -> ledger.handles(process, message), Runnable::run);
        messages.on(SLOW, message -> ledger.handles(process, message), this::later);
        messages.on(THROWING, message -> {
            ledger.handles(process, message);
            throw new Thrown();
        });
        messages.on(ANSWERING, message -> {
            ledger.handles(process, message);
            send(way(), Target.host(message.from()), PROMPT, 10);
        });
        messages.onRequest(REPLYING, message -> {
            ledger.handles(process, message);
            return CompletableFuture.completedFuture(reply(message));
        });
        messages.onRequest(REPLYING_LATER, this::replyLater);
        ways.add(new Way(0, messages, COMMON_LIFE, true));
        for (int lane = 0; lane < plan.lanes(); lane++) {
            Duration life = life();
            boolean ordered = lane > 0;
            LaneSettings settings = LaneSettings.DEFAULT.timeToLive(life).ordered(ordered);
            ways.add(new Way(ways.size(), messages.openLane(settings), life, ordered));
        }
    }

    private Duration life() {
        double least = 100 * MILLI;
        double most = plan.shortLives() ? 4000 * MILLI : MessagePlan.LONGEST_LIFE;
        return Duration.ofNanos((long) (least * Math.exp(random.nextDouble() * Math.log(most / least))));
    }

    private void later(Runnable task) {
        cluster.time()
                .at(cluster.now() + plan.slowNanos(), () -> process.process().deliver(task));
    }

    private static Message reply(ClusterMessage request) {
        return Ledger.replyTo(request, Message.read(PROMPT, false, Ledger.BODY, 0, 5, Map.of()));
    }

    private CompletionStage<Message> replyLater(ClusterMessage request) {
        ledger.handles(process, request);
        CompletableFuture<Message> promise = new CompletableFuture<>();
        boolean fails = random.nextInt(8) == 0;
        later(() -> {
            if (fails) {
                promise.completeExceptionally(new Thrown());
            } else {
                promise.complete(reply(request));
            }
        });
        return promise;
    }

    // What it sends by itself.

    void send() {
        Way way = way();
        int count = random.nextInt(4) == 0 ? 1 + random.nextInt(plan.longestBurst()) : 1;
        Target target = target();
        boolean same = random.nextBoolean();
        boolean large = count > 1 && random.nextInt(20) == 0;
        for (int i = 0; i < count && process.isUp(); i++) {
            int bytes = large ? LARGEST / 2 + random.nextInt(LARGEST / 2) : bytes();
            Target to = same ? target : target();
            if (random.nextInt(plan.requestOneIn()) == 0) {
                request(way, to, bytes);
            } else {
                send(way, to, type(), bytes);
            }
        }
    }

    private Way way() {
        return ways.get(random.nextInt(ways.size()));
    }

    private int type() {
        return switch (random.nextInt(12)) {
            case 0 -> THROWING;
            case 1, 2 -> SLOW;
            case 3 -> REPLYING;
            case 4 -> REPLYING_LATER;
            case 5 -> ANSWERING;
            case 6 -> random.nextInt(4) == 0 ? UNHANDLED : PROMPT;
            default -> PROMPT;
        };
    }

    private int bytes() {
        if (random.nextInt(plan.largeOneIn()) != 0) {
            return random.nextInt(4) == 0 ? 0 : random.nextInt(300);
        }
        return random.nextInt(3) == 0 ? random.nextInt(LARGEST) : random.nextInt(20_000);
    }

    private Target target() {
        int machine = random.nextInt(cluster.size());
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> Target.leader();
            case 3 -> random.nextBoolean() ? Target.all() : Target.others();
            case 4 -> Target.process(anyMember());
            case 5 -> Target.selfIfLeading();
            case 6 -> random.nextInt(3) == 0 ? Target.named(Ledger.NOBODY) : Target.group(0);
            case 7 ->
                random.nextBoolean()
                        ? Target.named(anyMember().name())
                        : Target.oneNamed(anyMember().name());
            case 8 -> Target.id(anyMember().id());
            default -> Target.host(SimulatedCluster.hostOf(machine));
        };
    }

    private Member anyMember() {
        List<Member> members = process.cluster().view().members();
        return members.isEmpty() ? process.member() : members.get(random.nextInt(members.size()));
    }

    private void send(Way way, Target target, int type, int bytes) {
        send(way.number, way.sender, way.ordered, way.life, target, type, bytes);
    }

    /** Sends a message on the lane that every application has. */
    public void send(Target target, int type, int bytes) {
        send(0, process.cluster().messages(), true, COMMON_LIFE, target, type, bytes);
    }

    /** As {@link #send}, on a lane of its own, and good for a second. */
    public void sendShortLived(Target target, int type, int bytes) {
        Duration life = Duration.ofSeconds(1);
        Sender lane = process.cluster().messages().openLane(LaneSettings.DEFAULT.timeToLive(life));
        send(-1, lane, false, life, target, type, bytes);
    }

    private void send(int lane, Sender sender, boolean ordered, Duration life, Target target, int type, int bytes) {
        Sent sent = ledger.sends(process, lane, ordered, target, life, type, bytes);
        Message message = ledger.message(sent);
        var unused = sender.send(target, message).whenComplete((delivery, never) -> ledger.told(sent, delivery));
        ledger.accepted(sent);
    }

    private void request(Way way, Target target, int bytes) {
        int type = random.nextInt(10) == 0 ? type() : random.nextBoolean() ? REPLYING : REPLYING_LATER;
        Sent sent = ledger.sends(process, way.number, way.ordered, target, way.life, type, bytes);
        sent.isRequest();
        var unused = way.sender
                .request(target, ledger.message(sent), way.life)
                .whenComplete((reply, failure) -> ledger.answered(sent, reply, failure));
        ledger.accepted(sent);
    }
}
