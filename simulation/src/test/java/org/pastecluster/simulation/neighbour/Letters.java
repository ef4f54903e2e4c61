package org.pastecluster.simulation.neighbour;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.LaneSettings;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Sender;
import org.pastecluster.Target;
import org.pastecluster.simulation.checker.BrokenPromise;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;

/**
 * What nodes of this project and .NET nodes write to each other, and what P12 says of it. A .NET node's message reaches the handler once for each time it
 * arrives, in that order; one to a .NET node is said once, and its verdict is what that one answered.
 */
final class Letters implements Watcher {

    /** From .NET nodes, and to everybody; no other application sends these types. */
    static final int FROM_DOT_NET = 18;

    static final int TO_ALL_KINDS = 19;

    private static final long SECOND = 1_000_000_000L;
    private static final Duration LIFE = Duration.ofSeconds(5);
    private static final long MEAN = 2 * SECOND;

    /** A .NET node takes up to 4 s to answer, each, and its node's messages wait for each other. */
    private static final long LONGEST = 30 * SECOND;

    /** One message of a node of this project. */
    private static final class Letter {
        private final SimulatedProcess sender;
        private final Map<String, Integer> said = new HashMap<>();
        private final Map<String, Integer> got = new HashMap<>();
        private final Map<SimulatedProcess, Integer> handled = new HashMap<>();
        private boolean isOver;

        Letter(SimulatedProcess sender) {
            this.sender = sender;
        }
    }

    private final SimulatedCluster cluster;
    private final MixedCluster mixed;
    private final boolean duplicates;
    private final SplittableRandom random;
    private final List<Letter> letters = new ArrayList<>();
    private final Map<SimulatedProcess, ArrayDeque<String>> arrived = new LinkedHashMap<>();
    private boolean stopped;
    private long saidByDotNet;
    private long handled;
    private long delivered;

    /** @param duplicates whether the network may let a request arrive twice */
    Letters(MixedCluster mixed, boolean duplicates, SplittableRandom random) {
        this.cluster = mixed.cluster();
        this.mixed = mixed;
        this.duplicates = duplicates;
        this.random = random;
    }

    /** How many messages of .NET nodes were handled. */
    long handled() {
        return handled;
    }

    /** How many messages .NET nodes took. */
    long delivered() {
        return delivered;
    }

    private void expect(boolean good, String what) {
        if (!good) {
            cluster.fail(new BrokenPromise("P12", what));
        }
    }

    // What nodes of this project send.

    @Override
    public void started(SimulatedProcess process) {
        arrived.put(process, new ArrayDeque<>());
        var unused = process.cluster().messages().on(FROM_DOT_NET, message -> handles(process, message), Runnable::run);
        var unusedToo =
                process.cluster().messages().on(TO_ALL_KINDS, message -> handlesOwn(process, message), Runnable::run);
        Sender lane = process.cluster().messages().openLane(LaneSettings.DEFAULT.timeToLive(LIFE));
        later(() -> process.process().isAlive(), () -> {
            if (process.process().pausedSince() == Long.MAX_VALUE) {
                process.process().deliver(() -> send(process, lane));
            }
        });
    }

    /** Again and again, until something is gone or all is stopped. */
    private void later(BooleanSupplier lives, Runnable task) {
        long wait = (long) (-Math.log(1 - random.nextDouble()) * MEAN) + 1;
        cluster.time().at(cluster.now() + wait, () -> {
            if (!stopped && lives.getAsBoolean()) {
                task.run();
                later(lives, task);
            }
        });
    }

    private void send(SimulatedProcess process, Sender lane) {
        Letter letter = new Letter(process);
        Message message = Message.text(TO_ALL_KINDS, Integer.toString(letters.size()));
        letters.add(letter);
        Target target = target();
        cluster.say(process, "sends", () -> "text " + message.text() + " to " + target);
        var unused = lane.send(target, message).whenComplete((delivery, never) -> told(letter, delivery));
    }

    private Target target() {
        DotNetPeer peer = mixed.peers().get(random.nextInt(mixed.peers().size()));
        return switch (random.nextInt(6)) {
            case 0 -> Target.all();
            case 1 -> Target.others();
            case 2 -> Target.leader();
            default -> Target.host(peer.self().host());
        };
    }

    private void told(Letter letter, Delivery delivery) {
        String name = "text " + letters.indexOf(letter) + " of " + letter.sender;
        cluster.say(letter.sender, "told", () -> delivery.outcomes() + " of " + name);
        expect(!letter.isOver, "a second verdict of " + name);
        letter.isOver = true;
        for (Delivery.Outcome outcome : delivery.outcomes()) {
            Member target = outcome.target();
            if (target != null && target.isNeighbour()) {
                toldOfDotNet(letter, name, outcome, target.host());
            }
        }
    }

    private void toldOfDotNet(Letter letter, String name, Delivery.Outcome outcome, String host) {
        int said = letter.said.getOrDefault(host, 0);
        int got = letter.got.getOrDefault(host, 0);
        String what = name + " has the verdict " + outcome + ", was said " + said + " times and got " + got + " times";
        switch (outcome.verdict()) {
            case DELIVERED -> {
                delivered++;
                expect(said == 1 && got >= 1, what);
            }
            case UNKNOWN -> expect(said == 1, what);
            case REFUSED, EXPIRED -> expect(said == 0, what);
            case GONE -> expect(said <= 1 && (duplicates || got == 0), what);
            default -> expect(false, what);
        }
    }

    private void handlesOwn(SimulatedProcess process, ClusterMessage message) {
        cluster.say(process, "handles", () -> "text " + message.text());
        Letter letter = letters.get(Integer.parseInt(message.text()));
        int times = letter.handled.merge(process, 1, Integer::sum);
        expect(times == 1, process + " handles text " + message.text() + " of " + letter.sender + " again");
    }

    /** A process says one to a .NET node. */
    void says(String host, Message message) {
        if (message.type() == TO_ALL_KINDS) {
            Letter letter = letters.get(Integer.parseInt(message.text()));
            int times = letter.said.merge(host, 1, Integer::sum);
            expect(times == 1 && !letter.isOver, letter.sender + " says text " + message.text() + " again or late");
        }
    }

    /** It came there. */
    void got(DotNetPeer peer, Message message) {
        if (message.type() == TO_ALL_KINDS) {
            int times = letters.get(Integer.parseInt(message.text()))
                    .got
                    .merge(peer.self().host(), 1, Integer::sum);
            expect(duplicates || times == 1, peer + " got text " + message.text() + " again");
        }
    }

    // What .NET nodes send.

    /** They begin to. */
    void begin() {
        for (DotNetPeer peer : mixed.peers()) {
            later(() -> true, () -> {
                if (peer.isUp()) {
                    int machine = random.nextInt(cluster.size());
                    String to = random.nextInt(3) == 0 ? "" : SimulatedCluster.hostOf(machine);
                    saidByDotNet++;
                    peer.say(to, Message.text(FROM_DOT_NET, peer.self().host() + " " + saidByDotNet));
                }
            });
        }
    }

    /** One came to a process, which may handle it at once. */
    void arrives(SimulatedProcess process, ClusterMessage message) {
        if (message.type() == FROM_DOT_NET) {
            arrived.get(process).add(message.text());
        }
    }

    /** It turned that away, and must not handle it. */
    void isRefused(SimulatedProcess process, ClusterMessage message) {
        if (message.type() == FROM_DOT_NET) {
            String last = arrived.get(process).pollLast();
            expect(message.text().equals(last), process + " handles '" + message.text() + "', which it turned away");
        }
    }

    private void handles(SimulatedProcess process, ClusterMessage message) {
        handled++;
        cluster.say(process, "handles", () -> "'" + message.text() + "' of a .NET node");
        String next = arrived.get(process).poll();
        expect(
                message.text().equals(next),
                process + " handles '" + message.text() + "' of a .NET node; what came and is not handled yet: "
                        + next);
    }

    // The end.

    /** Nobody sends any more; lets everything become what it becomes, and demands the rest. */
    void end() {
        stopped = true;
        cluster.pass(LONGEST);
        for (int i = 0; i < letters.size(); i++) {
            Letter letter = letters.get(i);
            expect(
                    letter.isOver || !letter.sender.process().isAlive(),
                    "no verdict for text " + i + " of " + letter.sender);
        }
        arrived.forEach((process, waiting) -> expect(
                waiting.isEmpty() || !process.isUp(), process + " never handled these of .NET nodes: " + waiting));
    }
}
