package org.pastecluster.it.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.Run.Seen;

/**
 * Who is on one side with whom. {@link #of} says it as promises.md does, for a moment. {@link #together} is narrower: it holds for whom nothing at all has kept
 * apart for a time, so that nobody is blamed for what the network did.
 */
final class Sides {

    /** Steps between two nodes of a side, at most: three relays. */
    private static final int REACH = 4;

    private static final Set<String> DEAF = Set.of("drop");
    private static final Set<String> NO_DIALLING = Set.of("drop", "drop-requests", "refuse-requests", "answered");

    private final Topology topology;
    private final Timing timing;

    Sides(Topology topology, Timing timing) {
        this.topology = topology;
        this.timing = timing;
    }

    /** The processes of each side: of those that are up and not stopped. */
    static List<List<Run>> of(World world) {
        Map<Integer, Run> left = new TreeMap<>(world.up());
        left.keySet().removeAll(world.stopped());
        List<List<Run>> sides = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Run> side = new ArrayList<>();
            Deque<Run> next = new ArrayDeque<>();
            Run first = left.values().iterator().next();
            left.remove(first.node());
            next.add(first);
            while (!next.isEmpty()) {
                Run near = next.remove();
                side.add(near);
                List<Run> found = left.values().stream()
                        .filter(far -> isPair(world, near.node(), far.node()))
                        .toList();
                found.forEach(far -> left.remove(far.node()));
                next.addAll(found);
            }
            sides.add(side);
        }
        return sides;
    }

    /** Whether one end at least can dial the other; where packets of one direction are lost, nobody can. */
    private static boolean isPair(World world, int one, int other) {
        return canDial(world, one, other) || canDial(world, other, one);
    }

    private static boolean canDial(World world, int from, int to) {
        return !world.isCut(from, to, NO_DIALLING) && !world.isCut(to, from, DEAF);
    }

    /**
     * Whether two processes were on one side from {@code since} to {@code until} by pairs whose ways nobody touched in that time and a heartbeat before it, who
     * listed each other at its beginning, and of which those between the two ran without a break.
     *
     * @param other may have been stopped since {@code otherUntil}, and not continued
     */
    boolean together(Run one, Run other, long since, long until, long otherUntil) {
        if (!isSteady(one, since, until) || !isSteady(other, since, Math.min(until, otherUntil))) {
            return false;
        }
        Map<Run, Integer> steps = new HashMap<>();
        Deque<Run> next = new ArrayDeque<>();
        steps.put(one, 0);
        next.add(one);
        List<World> worlds = topology.between(since - timing.heartbeat(), until);
        while (!next.isEmpty()) {
            Run near = next.remove();
            int step = steps.getOrDefault(near, 0) + 1;
            if (near == other || step > REACH) {
                continue;
            }
            for (Run far : worlds.get(0).up().values()) {
                boolean steady = far == other || isSteady(far, since, until);
                if (!steps.containsKey(far)
                        && steady
                        && isUntouched(worlds, near, far)
                        && knowEachOther(near, far, since)) {
                    steps.put(far, step);
                    next.add(far);
                }
            }
        }
        return steps.containsKey(other);
    }

    private static boolean isUntouched(List<World> worlds, Run one, Run other) {
        for (World world : worlds) {
            if (world.cuts().stream().anyMatch(way -> way.joins(one.node(), other.node()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean knowEachOther(Run one, Run other, long at) {
        return lists(one.viewAt(at), other) && lists(other.viewAt(at), one);
    }

    private static boolean lists(@Nullable Seen view, Run run) {
        return view != null && view.members().contains(run.member());
    }

    /** Whether it was up, and neither the bed nor the machine stopped it for so long that others take it for dead. */
    boolean isSteady(Run run, long since, long until) {
        if (run.upAt() > since || run.livedUntil() < until) {
            return false;
        }
        for (World world : topology.between(since - timing.heartbeat(), until)) {
            // Its worlds touch the time; what was done to it at the very end had no consequence yet.
            if (world.from() < until && world.stopped().contains(run.node())) {
                return false;
            }
        }
        return new Stalls(run.stalls()).longest(since, until) <= timing.starvation();
    }
}
