package org.pastecluster.simulation.neighbour;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.pastecluster.ClusterSettings;
import org.pastecluster.runtime.Protocol;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.HistoryResult;
import org.pastecluster.simulation.Options;
import org.pastecluster.simulation.Playable;
import org.pastecluster.simulation.checker.BrokenPromise;
import org.pastecluster.simulation.checker.Stability.Allowed;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.simulation.fault.FaultKind;
import org.pastecluster.simulation.fault.Faults;
import org.pastecluster.simulation.traffic.MessagePlan;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/**
 * A history of nodes of this project among .NET nodes, drawn from its seed: faults befall both kinds, and all that is promised of nodes of this project among
 * each other is watched as ever. Then the network is quiet, and P12 is demanded: within three of .NET's ticks one leader is agreed and all lists are equal,
 * nothing moves any more, and no storm goes on.
 */
final class MixedHistory implements Playable {

    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = 20_000_000L;
    private static final int TICKS = 3;
    private static final long LETTERS = 0x1e7_7e25L;

    /** What comes after the faults, during which applications go on sending. */
    private static final long USUAL_REST = 80 * SECOND;

    /** Of the messages among nodes of this project, which other histories look at, so many times fewer than there. */
    private static final int FEWER = 4;

    /** How many pieces of news a protocol is told a second, at most, whatever .NET nodes say to each other: see {@code ProtocolNeighbourPort}. */
    private static final long NEWS_A_SECOND = 600;

    private final Options options;
    private final SplittableRandom random;
    private final List<JavaDoor> doors = new ArrayList<>();
    private final History history;
    private final SimulatedCluster cluster;
    private final MixedCluster mixed;
    private final MixedConvergence convergence;
    private final NeighbourFaults neighbourFaults;
    private final Letters letters;
    private long longestConvergence;
    private long mostSaidInASecond;
    private long mostNewsInASecond;

    MixedHistory(long seed) {
        this(seed, 0, Spoiler.NOTHING);
    }

    /**
     * @param nodes how many of this project; 0 to draw that too
     * @param spoiler puts faulty parts into nodes of this project
     */
    MixedHistory(long seed, int nodes, Spoiler spoiler) {
        this.random = new SplittableRandom(seed ^ 0x5eed_d07_4e7L);
        this.options = options(seed, nodes, random);
        this.history = new History(options, behindDoors(spoiler));
        this.cluster = history.cluster();
        this.mixed = new MixedCluster(history, options, random.split());
        this.convergence = new MixedConvergence(mixed);
        this.neighbourFaults = new NeighbourFaults(mixed, random.split());
        boolean duplicates = options.kinds().contains(FaultKind.DUPLICATES);
        // Other messages leave the rest of the history's drawing as it is.
        this.letters = new Letters(mixed, duplicates, new SplittableRandom(~seed ^ LETTERS));
        cluster.watch(letters);
        mixed.peers().forEach(peer -> peer.onMessage(message -> letters.got(peer, message)));
    }

    /** Names that lead to other nodes are left out: who looks at a host finds a node of the same kind there. */
    private static Options options(long seed, int wanted, SplittableRandom random) {
        int some = new int[] {1, 2, 3, 3, 5}[random.nextInt(5)];
        int nodes = wanted > 0 ? wanted : some;
        Options drawn = Options.draw(seed, nodes);
        Set<FaultKind> kinds = EnumSet.copyOf(drawn.kinds());
        kinds.remove(FaultKind.DNS_STALE);
        kinds.add(FaultKind.CRASH);
        Options.Lists lists = drawn.lists() == Options.Lists.HALVES ? Options.Lists.FULL : drawn.lists();
        long faulty = Math.min(drawn.faultyNanos(), random.nextLong(5, 60) * SECOND);
        return new Options(
                seed,
                nodes,
                lists,
                1,
                drawn.staggerNanos(),
                drawn.quality().withLate(0),
                kinds,
                drawn.meanFaultNanos(),
                faulty,
                MessagePlan.draw(new SplittableRandom(~seed), nodes, FEWER * (faulty + USUAL_REST)),
                1 + random.nextInt(3));
    }

    private Spoiler behindDoors(Spoiler spoiler) {
        return new Spoiler() {
            @Override
            public Protocol protocol(SimulatedProcess process, Protocol protocol) {
                return spoiler.protocol(process, protocol);
            }

            @Override
            public Transport transport(SimulatedProcess process, Transport transport) {
                JavaDoor door = new JavaDoor(process, transport, () -> letters);
                doors.add(door);
                return spoiler.transport(process, door);
            }

            @Override
            public TimeSource time(SimulatedProcess process, TimeSource time) {
                return spoiler.time(process, time);
            }
        };
    }

    @Override
    public SimulatedCluster cluster() {
        return cluster;
    }

    @Override
    public Options options() {
        return options;
    }

    /** In nanoseconds. */
    long longestConvergence() {
        return longestConvergence;
    }

    /** Of all .NET nodes together. */
    long mostSaidInASecond() {
        return mostSaidInASecond;
    }

    /** To one protocol. */
    long mostNewsInASecond() {
        return mostNewsInASecond;
    }

    /** What was written both ways. */
    Letters letters() {
        return letters;
    }

    @Override
    public HistoryResult run() {
        Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
        HistoryResult result = history.play((same, draws) -> {
            begin();
            faultyPhase(new Faults(cluster, draws.split()), faults);
            converge(budget() + TICKS * mixed.tick(), "the network became quiet");
            quiet();
            for (int events = random.nextInt(3); events > 0; events--) {
                calmEvent();
                quiet();
            }
            letters.end();
        });
        return new HistoryResult(
                options,
                result.nanos(),
                faults,
                result.broken(),
                result.how(),
                longestConvergence,
                result.longestOverlap(),
                result.excused(),
                result.unanswered(),
                result.messages());
    }

    private void begin() {
        boolean dotNetFirst = random.nextInt(3) == 0;
        for (int machine = 0; dotNetFirst && machine < cluster.size(); machine++) {
            cluster.crash(machine);
        }
        for (DotNetPeer peer : mixed.peers()) {
            peer.start();
            pass(random.nextInt(3) == 0 ? 0 : random.nextLong(2 * SECOND));
        }
        letters.begin();
        if (random.nextInt(3) == 0) {
            pass(SECOND);
            neighbourFaults.ring();
        }
        pass(random.nextLong(TICKS * mixed.tick()));
        for (int machine = 0; dotNetFirst && machine < cluster.size(); machine++) {
            cluster.start(machine);
        }
    }

    private void faultyPhase(Faults faults, Map<FaultKind, Long> caused) {
        List<FaultKind> kinds = new ArrayList<>(options.kinds());
        long end = cluster.now() + options.faultyNanos();
        while (cluster.now() < end) {
            pass((long) (-Math.log(1 - random.nextDouble()) * options.meanFaultNanos()));
            if (random.nextInt(3) == 0) {
                neighbourFaults.cause();
            } else {
                faults.cause(kinds.get(random.nextInt(kinds.size())));
            }
        }
        faults.endAll();
        caused.putAll(faults.caused());
        neighbourFaults.endAll();
        cluster.network().paths().quality(options.quality());
        cluster.happened("QUIET");
    }

    /** What nodes of this project may need among themselves, as in every history. */
    private long budget() {
        ClusterSettings settings = cluster.plan(0).settings();
        return 10 * SECOND
                + 2 * settings.lease().toNanos()
                + 2 * settings.verdict().toNanos()
                + 4 * settings.callTimeout().toNanos()
                + 3
                        * (settings.searchInterval().toNanos()
                                + settings.callTimeout().toNanos());
    }

    /** Lets time pass, and looks at what .NET nodes make of it. */
    private void pass(long nanos) {
        long end = cluster.now() + nanos;
        while (cluster.now() < end) {
            long said = mixed.said();
            long[] told = doors.stream().mapToLong(JavaDoor::toldProtocol).toArray();
            long length = Math.min(SECOND, end - cluster.now());
            cluster.pass(length);
            mostSaidInASecond = Math.max(mostSaidInASecond, mixed.said() - said);
            for (int i = 0; i < told.length; i++) {
                long news = doors.get(i).toldProtocol() - told[i];
                mostNewsInASecond = Math.max(mostNewsInASecond, news);
                if (news > NEWS_A_SECOND) {
                    throw new BrokenPromise(
                            "P12", doors.get(i).process() + " was told " + news + " pieces of news within a second");
                }
            }
        }
    }

    private void converge(long budget, String after) {
        long hold = 4 * SECOND + 2 * mixed.tick();
        long start = cluster.now();
        long convergedAt = start;
        while (cluster.now() - convergedAt < hold) {
            String missing = convergence.missing();
            if (missing != null) {
                convergedAt = cluster.now() + STEP;
                if (cluster.now() - start > budget) {
                    throw new BrokenPromise(
                            "P12",
                            "not agreed within " + budget / 1_000_000 + " ms after " + after + ", ticks being "
                                    + mixed.tick() / 1_000_000 + " ms: " + missing);
                }
            }
            pass(STEP);
        }
        longestConvergence = Math.max(longestConvergence, convergedAt - start);
        cluster.happened("agreed " + (convergedAt - start) / 1_000_000 + " ms after " + after);
    }

    /** Nothing changes, and each .NET node says no more than that it checks. */
    private void quiet() {
        history.allow(Allowed.NOTHING);
        long said = mixed.said();
        pass(12 * SECOND);
        long ticks = 12 * SECOND / mixed.tick() + 1;
        long bound = ticks * mixed.up().size() * (cluster.size() + mixed.up().size()) * 2;
        if (mixed.said() - said > bound) {
            throw new BrokenPromise(
                    "P12",
                    (mixed.said() - said) + " requests of .NET nodes in a quiet time of " + ticks + " ticks; " + bound
                            + " are a calm cluster's");
        }
        String missing = convergence.missing();
        if (missing != null) {
            throw new BrokenPromise("P12", "in a quiet time: " + missing);
        }
        history.allow(Allowed.ANYTHING);
    }

    /** One thing befalls one node: the leader, or any. */
    private void calmEvent() {
        DotNetPeer peer = mixed.peers().get(random.nextInt(mixed.peers().size()));
        int java = random.nextBoolean() && history.leader() >= 0 ? history.leader() : random.nextInt(cluster.size());
        long budget = budget() + TICKS * mixed.tick();
        switch (random.nextInt(4)) {
            case 0 -> {
                cluster.happened("calm: the .NET node " + peer.self().host() + " crashes");
                peer.kill();
                converge(budget, "a .NET node crashed");
                peer.start();
            }
            case 1 -> {
                cluster.happened("calm: the .NET node " + peer.self().host() + " leaves");
                peer.leave();
                converge(budget, "a .NET node left");
                peer.start();
            }
            case 2 -> {
                cluster.happened("calm: the .NET node " + peer.self().host() + " freezes");
                peer.pause();
                pass(random.nextLong(10 * SECOND));
                peer.resume();
            }
            default -> {
                if (cluster.size() < 2) {
                    return;
                }
                cluster.happened("calm: n" + (java + 1) + " crashes");
                cluster.crash(java);
                converge(budget, "a node crashed");
                cluster.start(java);
            }
        }
        converge(budget, "a calm event");
    }
}
