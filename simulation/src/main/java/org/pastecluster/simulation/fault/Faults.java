package org.pastecluster.simulation.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.pastecluster.Cluster;
import org.pastecluster.NodeAddress;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.testkit.network.Blockage;
import org.pastecluster.testkit.network.Quality;

/** Causes faults, and ends each after its time, or all at once. */
public final class Faults {

    private static final long MILLI = 1_000_000;

    private final SimulatedCluster cluster;
    private final SplittableRandom random;
    private final LinkFaults links;
    private final List<Ongoing> ongoing = new ArrayList<>();
    private final Map<FaultKind, Long> caused = new EnumMap<>(FaultKind.class);

    public Faults(SimulatedCluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
        this.links = new LinkFaults(cluster, random);
    }

    private record Ongoing(FaultKind kind, int machine, Runnable end) {}

    /** How often each kind was caused. */
    public Map<FaultKind, Long> caused() {
        return Map.copyOf(caused);
    }

    /** Causes a fault, if there is something that it can befall. */
    public void cause(FaultKind kind) {
        if (befall(kind)) {
            caused.merge(kind, 1L, Long::sum);
        }
    }

    /** Ends all faults now; crashed processes are started again. */
    public void endAll() {
        while (!ongoing.isEmpty()) {
            ongoing.remove(ongoing.size() - 1).end().run();
        }
    }

    private boolean befall(FaultKind kind) {
        int any = random.nextInt(cluster.size());
        return switch (kind) {
            case CRASH -> crash(kind, any, restartDelay());
            case LEADER_CRASH -> crash(kind, leader(), restartDelay());
            case POWER_LOSS -> unplug(kind, any);
            case SHORT_PAUSE -> pause(kind, any, between(100, 2900));
            case LONG_PAUSE -> pause(kind, any, between(2900, 15000));
            case LEADER_PAUSE -> pause(kind, leader(), between(2000, 9000));
            case SUSPENDED -> suspend(kind, any);
            case LEADER_SUSPENDED -> suspend(kind, leader());
            case SLOW -> slow(kind, any);
            case CLOCK_JUMP -> jump(any);
            case LEAVE -> leave(kind, any);
            case LEADER_LEAVE -> leave(kind, leader());
            case HAND_OVER -> order(leader(), "hand over", Cluster::handOver);
            case FROZEN_HEIR -> freezeHeir(kind);
            case FALSE_HOST -> claimHost(kind, any);
            case REMOVE, ADD_NODE, RENAME -> byHand(kind, any);
            case SCAN -> order(any, "scan", Cluster::scan);
            case OTHER_PROGRAM -> otherProgram(kind, any);
            case ALL_BUT_ONE -> crashAll(kind, any);
            case ALL_RESTART -> crashAll(kind, -1);
            case LINKS_RESET -> {
                cluster.happened(kind + " n" + (any + 1));
                cluster.network().resetLinks(any);
                yield true;
            }
            case REFUSED_ALIVE -> refuse(kind, any);
            case LINK_RESET, HALF_OPEN_LINK, STALE_BACKLOG -> links.befall(kind, any);
            case RECONNECT_STORM -> storm(kind, any);
            case LOSS, DELAY, DUPLICATES -> spoilWays(kind);
            case DNS_EMPTY -> misdirect(kind, any, -1);
            case DNS_STALE -> misdirect(kind, any, random.nextInt(cluster.size()));
            default -> cutWays(kind, any);
        };
    }

    private int leader() {
        for (int machine = 0; machine < cluster.size(); machine++) {
            SimulatedProcess process = cluster.at(machine);
            if (process != null && process.isUp() && process.isLeading()) {
                return machine;
            }
        }
        return -1;
    }

    private long between(long leastMillis, long mostMillis) {
        return (leastMillis + random.nextLong(mostMillis - leastMillis)) * MILLI;
    }

    private long restartDelay() {
        return switch (random.nextInt(3)) {
            case 0 -> between(1, 100);
            case 1 -> between(100, 4000);
            default -> between(4000, 15000);
        };
    }

    private boolean isBusy(int machine) {
        for (Ongoing fault : ongoing) {
            if (fault.machine() == machine) {
                return true;
            }
        }
        return false;
    }

    private boolean canBefall(int machine) {
        return machine >= 0 && cluster.isUp(machine) && !isBusy(machine);
    }

    /** Remembers how a fault ends, and lets it end after a while. */
    private void lasting(FaultKind kind, int machine, String what, long length, Runnable end) {
        cluster.happened(kind + " " + what + " for " + length / MILLI + " ms");
        Ongoing fault = new Ongoing(kind, machine, () -> {
            cluster.happened("end of " + kind + " " + what);
            end.run();
        });
        ongoing.add(fault);
        cluster.time().at(cluster.now() + length, () -> {
            if (ongoing.remove(fault)) {
                fault.end().run();
            }
        });
    }

    private static String name(int machine) {
        return "n" + (machine + 1);
    }

    private boolean crash(FaultKind kind, int machine, long length) {
        if (!canBefall(machine)) {
            return false;
        }
        lasting(kind, machine, name(machine), length, () -> cluster.start(machine));
        cluster.crash(machine);
        return true;
    }

    private boolean crashAll(FaultKind kind, int survivor) {
        boolean any = false;
        long together = random.nextBoolean() ? restartDelay() : 0;
        for (int machine = 0; machine < cluster.size(); machine++) {
            any |= machine != survivor && crash(kind, machine, together > 0 ? together : restartDelay());
        }
        return any;
    }

    private boolean unplug(FaultKind kind, int machine) {
        if (!canBefall(machine)) {
            return false;
        }
        lasting(kind, machine, name(machine), restartDelay(), () -> cluster.start(machine));
        cluster.unplug(machine);
        return true;
    }

    private boolean otherProgram(FaultKind kind, int machine) {
        boolean crashed = crash(kind, machine, between(1000, 20000));
        if (crashed) {
            cluster.network().occupy(machine);
        }
        return crashed;
    }

    private boolean pause(FaultKind kind, int machine, long length) {
        if (!canBefall(machine)) {
            return false;
        }
        lasting(kind, machine, name(machine), length, () -> cluster.resume(machine));
        cluster.pause(machine);
        return true;
    }

    private boolean suspend(FaultKind kind, int machine) {
        if (!canBefall(machine)) {
            return false;
        }
        lasting(kind, machine, name(machine), between(600, 15000), () -> cluster.wake(machine));
        cluster.suspend(machine);
        return true;
    }

    private boolean slow(FaultKind kind, int machine) {
        if (!canBefall(machine)) {
            return false;
        }
        long cost = between(2, 60);
        SimulatedProcess process = cluster.at(machine);
        if (process == null) {
            return false;
        }
        lasting(
                kind,
                machine,
                name(machine) + " by " + cost / MILLI + " ms a step",
                between(1000, 15000),
                () -> process.process().slow(0));
        process.process().slow(cost);
        return true;
    }

    private boolean jump(int machine) {
        SimulatedProcess process = cluster.at(machine);
        if (process == null || !process.isUp()) {
            return false;
        }
        long millis = random.nextLong(-200_000, 200_000);
        cluster.happened("CLOCK_JUMP " + name(machine) + " by " + millis + " ms");
        process.clock().jumpWall(millis);
        return true;
    }

    private boolean leave(FaultKind kind, int machine) {
        if (!canBefall(machine)) {
            return false;
        }
        lasting(kind, machine, name(machine), between(200, 12000), () -> {
            cluster.crash(machine);
            cluster.start(machine);
        });
        cluster.order(machine, "leave", Cluster::leave);
        return true;
    }

    private boolean order(int machine, String what, Consumer<Cluster> verb) {
        if (machine < 0 || !cluster.isUp(machine)) {
            return false;
        }
        cluster.order(machine, what, verb);
        return true;
    }

    private boolean freezeHeir(FaultKind kind) {
        int leader = leader();
        int heir = leader < 0 ? -1 : cluster.heirOf(leader);
        return canBefall(leader)
                && pause(kind, heir, between(500, 6000))
                && (random.nextBoolean() ? leave(kind, leader) : order(leader, "hand over", Cluster::handOver));
    }

    private boolean claimHost(FaultKind kind, int machine) {
        if (!canBefall(machine)) {
            return false;
        }
        SimulatedProcess claimant = cluster.startFalse(machine);
        lasting(kind, machine, name(machine), between(500, 12000), () -> cluster.endFalse(claimant));
        return true;
    }

    private boolean byHand(FaultKind kind, int machine) {
        String other = SimulatedCluster.hostOf(random.nextInt(cluster.size()));
        return switch (kind) {
            case REMOVE -> order(machine, "remove " + other, node -> node.remove(other));
            case ADD_NODE -> order(machine, "add " + other, node -> node.addNode(NodeAddress.of(other)));
            default -> {
                int id = random.nextInt(100);
                NodeAddress address = new NodeAddress(SimulatedCluster.hostOf(machine), id, id % 3, "name" + id);
                yield order(machine, "be called " + address.name(), node -> node.register(address));
            }
        };
    }

    private boolean refuse(FaultKind kind, int machine) {
        boolean mute = random.nextBoolean();
        WaysBlocked blocked = new WaysBlocked(cluster);
        lasting(kind, -1, name(machine) + (mute ? " both ways" : ""), between(100, 12000), () -> {
            cluster.network().refuse(machine, false);
            blocked.end();
        });
        cluster.network().refuse(machine, true);
        for (int other = 0; mute && other < cluster.size(); other++) {
            blocked.block(machine, other, Blockage.REFUSED);
        }
        return true;
    }

    private boolean storm(FaultKind kind, int machine) {
        LinkFaults.Storm storm = links.storm(machine);
        lasting(kind, -1, name(machine), between(500, 15000), storm::end);
        return true;
    }

    private boolean misdirect(FaultKind kind, int victim, int elsewhere) {
        if (victim == elsewhere || cluster.size() < 2 || isMisdirected()) {
            return false;
        }
        lasting(kind, -1, name(victim), between(500, 15000), () -> {
            for (int from = 0; from < cluster.size(); from++) {
                cluster.network().direct(from, victim);
            }
        });
        for (int from = 0; from < cluster.size(); from++) {
            if (from != victim && random.nextBoolean()) {
                cluster.network().misdirect(from, victim, elsewhere);
            }
        }
        return true;
    }

    private boolean isMisdirected() {
        return ongoing.stream()
                .anyMatch(fault -> fault.kind() == FaultKind.DNS_EMPTY || fault.kind() == FaultKind.DNS_STALE);
    }

    private boolean spoilWays(FaultKind kind) {
        Quality before = cluster.network().paths().usual();
        boolean busy = ongoing.stream()
                .anyMatch(fault -> fault.kind() == FaultKind.LOSS
                        || fault.kind() == FaultKind.DELAY
                        || fault.kind() == FaultKind.DUPLICATES);
        if (busy) {
            return false;
        }
        Quality spoilt = switch (kind) {
            case LOSS -> before.withLoss(0.01 + 0.4 * random.nextDouble() * random.nextDouble());
            case DELAY -> before.withDelay(between(1, 40), between(41, 400));
            default -> before.withDuplicate(0.1 + 0.4 * random.nextDouble());
        };
        lasting(
                kind,
                -1,
                spoilt.toString(),
                between(1000, 20000),
                () -> cluster.network().paths().quality(before));
        cluster.network().paths().quality(spoilt);
        return true;
    }

    private boolean cutWays(FaultKind kind, int any) {
        if (cluster.size() < 2) {
            return false;
        }
        int other = (any + 1 + random.nextInt(cluster.size() - 1)) % cluster.size();
        long length = random.nextBoolean() ? between(200, 3000) : between(3000, 20000);
        if (kind == FaultKind.ONE_WAY_LOSS) {
            return loseOneWay(kind, any, other, length);
        }
        WaysBlocked blocked = new WaysBlocked(cluster);
        String what = new Cuts(cluster, random, blocked).cut(kind, any, other);
        lasting(kind, -1, what, length, blocked::end);
        return true;
    }

    private boolean loseOneWay(FaultKind kind, int from, int to, long length) {
        lasting(
                kind,
                -1,
                name(from) + " to " + name(to),
                length,
                () -> cluster.network().mute(from, to, false));
        cluster.network().mute(from, to, true);
        return true;
    }
}
