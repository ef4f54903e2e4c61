package org.pastecluster.simulation.cluster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterView;
import org.pastecluster.testkit.network.Paths;

/**
 * Who is on one side with whom, as promises.md says: a connected component of the graph of pairs of which at least one end
 * can dial the other. Two nodes with more than three relays between them are not held to be on one.
 */
public final class Sides {

    /** The greatest distance on one side, in steps: three relays. */
    public static final int REACH = 4;

    private final SimulatedCluster cluster;
    private int[] distance = new int[16];
    private int[] queue = new int[16];

    public Sides(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Whether two processes have been on one side without a break, through pairs of which one lists the other or had heard of
     * it, and of which both could dial the other: until nodes keep links open both ways, one that can't dial has no way to send
     * of its own accord, and can't be held to tell in time what it knows. A way on which a single call was lost counts as broken until the
     * two can have had an exchange, members within a heartbeat, others when they next look for each other; a process between them that was paused, slow or started since then joins
     * nobody.
     */
    public boolean oneSideSince(SimulatedProcess one, SimulatedProcess other, long since) {
        if (one.startedAt() > since || other.startedAt() > since) {
            return false;
        }
        int start = one.machine();
        int end = other.machine();
        spread(start, since, true);
        return distance[end] >= 0 && distance[end] <= REACH;
    }

    /** In how many steps {@link #oneSideSince} led from one to the other; 0 if they have not been on one side. */
    public int stepsSince(SimulatedProcess one, SimulatedProcess other, long since) {
        return oneSideSince(one, other, since) ? distance[other.machine()] : 0;
    }

    /** Whether each of two processes could call the other itself, without a break. */
    public boolean couldCallEachOtherSince(SimulatedProcess one, SimulatedProcess other, long since) {
        return one.startedAt() <= since
                && other.startedAt() <= since
                && isPair(one.machine(), other.machine(), since, true);
    }

    /** The distance in steps between each machine and {@code start}, now; -1 for those on other sides or down. */
    public int[] distancesFrom(int start) {
        spread(start, cluster.now(), false);
        return Arrays.copyOf(distance, cluster.size());
    }

    private void spread(int start, long since, boolean onlySteady) {
        int size = cluster.size();
        if (distance.length < size) {
            distance = new int[size];
            queue = new int[size];
        }
        Arrays.fill(distance, -1);
        distance[start] = 0;
        queue[0] = start;
        int head = 0;
        int tail = 1;
        while (head < tail) {
            int near = queue[head++];
            if (near != start && onlySteady && !isSteadySince(near, since)) {
                continue;
            }
            for (int far = 0; far < size; far++) {
                if (distance[far] < 0
                        && isPair(near, far, since, onlySteady)
                        && cluster.isUp(far)
                        && (!onlySteady || areAcquainted(near, far, since))) {
                    distance[far] = distance[near] + 1;
                    queue[tail++] = far;
                }
            }
        }
    }

    /** A way that was disturbed at the very moment was not open before it. */
    private static boolean isOpen(long openSince, long since) {
        return openSince < since || openSince == 0;
    }

    /** Within so long two nodes have an exchange once they can: members beat, others look for each other. */
    private long acquaintance(int one, int other) {
        ClusterSettings settings = cluster.plan(0).settings();
        boolean members = isMemberAt(one, other) || isMemberAt(other, one);
        return members
                ? settings.heartbeat().toNanos()
                : settings.searchInterval().toNanos() + settings.callTimeout().toNanos();
    }

    private boolean isMemberAt(int machine, int member) {
        SimulatedProcess process = cluster.at(machine);
        SimulatedProcess other = cluster.at(member);
        ClusterView view = process == null ? null : process.view();
        return view != null && other != null && view.members().contains(other.member());
    }

    private boolean isPair(int one, int other, long since, boolean bothDial) {
        Paths paths = cluster.network().paths();
        long settledSince = bothDial ? since - acquaintance(one, other) : since;
        boolean there = isOpen(paths.openSince(one, other), settledSince);
        boolean back = isOpen(paths.openSince(other, one), settledSince);
        return bothDial ? there && back : there || back;
    }

    /** Whether one of two processes lists the other, or had heard of it by then. */
    public boolean areAcquainted(SimulatedProcess one, SimulatedProcess other, long since) {
        return areAcquainted(one.machine(), other.machine(), since);
    }

    private boolean areAcquainted(int one, int other, long since) {
        if (cluster.lists(one, other) || cluster.lists(other, one)) {
            return true;
        }
        SimulatedProcess first = cluster.at(one);
        SimulatedProcess second = cluster.at(other);
        return first != null
                && second != null
                && (first.firstHeard(second.serial()) <= since || second.firstHeard(first.serial()) <= since);
    }

    private boolean isSteadySince(int machine, long since) {
        @Nullable SimulatedProcess process = cluster.at(machine);
        return process != null
                && process.isUp()
                && process.process().steadySince()
                        <= since - cluster.plan(0).settings().heartbeat().toNanos();
    }
}
