package org.pastecluster.simulation.checker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;
import org.pastecluster.message.CallFailure;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.simulation.cluster.Sides;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Watcher;
import org.pastecluster.testkit.network.Traffic;

/**
 * P3b: on a side that has been one since before the claim and the predecessor's last renewal, nobody new leads while a
 * predecessor believes itself leader. Sides are those of {@link Sides#oneSideSince}, through pairs that can dial both ways: as long as
 * no links are kept open, who cannot dial its leader has no way to send to it.
 * A slow heir is judged by what it could read, if it is less than a heartbeat behind: a renewal that happened after it is no part of that. A suspended machine comes to the side
 * as it wakes.
 * A process that claims another's host is stopped by name and judged by that. Excused, and counted, is a predecessor whose address refused connections though it lived,
 * unless it called the heir or a supporter all the same before these gave it up ({@link HeardThoughRefused}).
 */
public final class NoEarlyHeir implements Watcher, Traffic {

    private static final long EVIDENCE = 1_000_000_000L;

    private final SimulatedCluster cluster;
    private final Sides sides;
    private final Map<Integer, Long> refusedAt = new HashMap<>();
    private final HeardThoughRefused heardThoughRefused;
    private int excused;

    public NoEarlyHeir(SimulatedCluster cluster, Sides sides) {
        this.cluster = cluster;
        this.sides = sides;
        this.heardThoughRefused = new HeardThoughRefused(cluster);
        cluster.watch(heardThoughRefused);
        cluster.network().watch(heardThoughRefused);
    }

    /** How often somebody led early because a living predecessor's address refused. */
    public int excused() {
        return excused;
    }

    @Override
    public void failed(int from, int to, long call, CallFailure failure) {
        if (failure == CallFailure.REFUSED && to >= 0) {
            refusedAt.put(to, cluster.now());
        }
    }

    @Override
    public void turned(SimulatedProcess process, Input input, List<Output> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Output.Acquired && !process.isFalse()) {
                check(process);
            }
        }
    }

    /** When the heir began to gather what made it lead; a founder asks for a call's time and then waits for a lease. */
    private long evidenceSince(SimulatedProcess heir) {
        if (heir.lastFollowed() != null) {
            return heir.claimedSince();
        }
        ClusterSettings settings = cluster.plan(heir.machine()).settings();
        return Math.min(
                heir.claimedSince(),
                cluster.now()
                        - settings.lease().toNanos()
                        - settings.callTimeout().toNanos());
    }

    /**
     * Whom an heir must wait for: whom it followed last, or another heir of that one, elected on the same side. A founder
     * knows of nobody through whom it could ask; so for it that is whoever it lists or has heard of, if the two could call each
     * other. A leader that was elected on another side, which has met this one since, is no
     * predecessor: the meeting of the two is judged by P5 and P6.
     */
    private boolean isPredecessor(SimulatedProcess leader, SimulatedProcess heir, long since) {
        SimulatedProcess last = heir.lastFollowed();
        if (last == null) {
            return knows(heir, leader, since) && sides.couldCallEachOtherSince(heir, leader, since);
        }
        return leader == last
                || (leader.lastFollowed() == last && sides.oneSideSince(heir, leader, leader.acquiredAt()));
    }

    private boolean knows(SimulatedProcess one, SimulatedProcess other, long since) {
        return cluster.lists(one.machine(), other.machine()) || one.firstHeard(other.serial()) <= since;
    }

    private void check(SimulatedProcess heir) {
        for (int machine = 0; machine < cluster.size(); machine++) {
            @Nullable SimulatedProcess predecessor = cluster.at(machine);
            if (predecessor == null || predecessor == heir || predecessor.isFalse() || !predecessor.believes()) {
                continue;
            }
            SimulatedProcess ignoring = heardThoughRefused.ignoring(heir, predecessor);
            if (ignoring != null) {
                throw new BrokenPromise(
                        "P3b",
                        heir + " leads while " + predecessor + " leads, whose address refuses, but which had called "
                                + ignoring + " all the same before that one gave it up");
            }
            long heartbeat = cluster.plan(machine).settings().heartbeat().toNanos();
            long readUntil = Math.max(heir.process().hasReadUntil(), cluster.now() - heartbeat);
            long renewedAt = predecessor.renewedBy(readUntil);
            long since = Math.min(evidenceSince(heir), renewedAt);
            long lease = cluster.plan(machine).settings().lease().toNanos();
            if (renewedAt + lease < cluster.now()
                    || predecessor.wokeTrueTime() >= since
                    || !isPredecessor(predecessor, heir, since)
                    || !sides.oneSideSince(heir, predecessor, since)) {
                continue;
            }
            if (refusedAt.getOrDefault(machine, Long.MIN_VALUE) >= evidenceSince(heir) - EVIDENCE) {
                excused++;
                continue;
            }
            throw new BrokenPromise(
                    "P3b",
                    heir + " leads while " + predecessor + " may believe to lead for another "
                            + Times.seconds(
                                    predecessor.leaseEnd() - predecessor.clock().nanos()) + "; it claimed at "
                            + Times.seconds(heir.claimedSince()) + " and last followed " + heir.lastFollowed()
                            + ", the predecessor's last renewal was at "
                            + Times.seconds(renewedAt)
                            + ", and they have been on one side since before both");
        }
    }
}
