package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.Run.Seen;

/** Whether the nodes of each side agreed, moment by moment. */
final class Agreement {

    /**
     * How it stood for a time. Who has come up and has not yet seen a cluster belongs to a side only for {@code missing}: nobody waits for it. With nobody up, nobody
     * leads.
     *
     * @param lacks why not every side had one leader and one view of exactly itself; empty if it had
     * @param led whether every side had one leader, whom all of it named
     * @param leaderless whether there was a side in which nobody led
     * @param doubled whether there was a side in which two led
     * @param leaders the nodes that surely led
     */
    record State(
            long from,
            long to,
            List<Lack> lacks,
            boolean led,
            boolean leaderless,
            boolean doubled,
            Set<Integer> leaders) {

        /** Of the first side, if there is one. */
        @Nullable
        String missing() {
            return lacks.isEmpty() ? null : lacks.get(0).what();
        }
    }

    /** What a side lacks; {@code side} is empty if it cannot be said who that is. */
    record Lack(String what, List<Run> side) {}

    private record Change(
            long at,
            @Nullable Run run,
            @Nullable Seen view,
            @Nullable Boolean leads,
            @Nullable World world) {}

    private final List<State> states = new ArrayList<>();
    private final Map<Run, Seen> views = new HashMap<>();
    private final Set<Run> leading = new HashSet<>();

    /** Those that have seen a cluster. */
    private final Set<Run> arrived = new HashSet<>();

    private @Nullable World world;

    Agreement(Topology topology, Iterable<Run> runs) {
        List<Change> changes = new ArrayList<>();
        topology.worlds().forEach(each -> changes.add(new Change(each.from(), null, null, null, each)));
        for (Run run : runs) {
            run.views().forEach(seen -> changes.add(new Change(seen.at(), run, seen, null, null)));
            addBeliefs(run, changes);
        }
        changes.sort(Comparator.comparingLong(Change::at));
        play(changes, topology);
    }

    private static void addBeliefs(Run run, List<Change> changes) {
        for (Beliefs.Tenure tenure : run.beliefs().tenures()) {
            changes.add(new Change(tenure.surelyFrom(), run, null, true, null));
            changes.add(new Change(tenure.surelyTo() + 1, run, null, false, null));
        }
    }

    private void play(List<Change> changes, Topology topology) {
        State open = null;
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            apply(change);
            boolean more = i + 1 < changes.size() && changes.get(i + 1).at() == change.at();
            World now = world;
            if (more || now == null) {
                continue;
            }
            State state = state(change.at(), now);
            if (open == null) {
                open = state;
            } else if (!isLike(open, state)) {
                states.add(until(open, change.at()));
                open = state;
            }
        }
        if (open != null) {
            List<World> worlds = topology.worlds();
            states.add(until(
                    open, Math.max(open.from(), worlds.get(worlds.size() - 1).to())));
        }
    }

    private void apply(Change change) {
        if (change.world != null) {
            world = change.world;
        } else if (change.run != null && change.view != null) {
            views.put(change.run, change.view);
            if (change.view.number() != 0) {
                arrived.add(change.run);
            }
        } else if (change.run != null && Objects.equals(change.leads, true)) {
            leading.add(change.run);
        } else if (change.run != null) {
            leading.remove(change.run);
        }
    }

    private static boolean isLike(State one, State other) {
        return one.lacks.equals(other.lacks)
                && one.led == other.led
                && one.leaderless == other.leaderless
                && one.doubled == other.doubled
                && one.leaders.equals(other.leaders);
    }

    private static State until(State state, long to) {
        return new State(state.from, to, state.lacks, state.led, state.leaderless, state.doubled, state.leaders);
    }

    private State state(long at, World now) {
        List<List<Run>> sides = Sides.of(now);
        List<Lack> lacks = lacks(now, sides);
        Set<Integer> nodes = new TreeSet<>();
        boolean anybody = false;
        boolean led = true;
        boolean leaderless = false;
        boolean doubled = false;
        for (List<Run> whole : sides) {
            List<Run> leaders = leaders(whole);
            List<Run> side = whole.stream()
                    .filter(run -> arrived.contains(run) || leaders.contains(run))
                    .toList();
            leaders.forEach(run -> nodes.add(run.node()));
            if (side.isEmpty()) {
                continue;
            }
            String unled = unled(side, leaders);
            anybody = true;
            led &= unled == null;
            leaderless |= leaders.isEmpty() && unled != null;
            doubled |= leaders.size() > 1;
        }
        return new State(at, at, lacks, led && anybody, leaderless || !anybody, doubled, nodes);
    }

    private List<Lack> lacks(World now, List<List<Run>> sides) {
        List<Lack> lacks = new ArrayList<>();
        if (now.calm() && !now.unsettled().isEmpty()) {
            lacks.add(new Lack("n" + now.unsettled().iterator().next() + " has not come up", List.of()));
        }
        for (List<Run> side : sides) {
            String unled = unled(side, leaders(side));
            String missing = unled == null ? missing(side) : unled;
            if (missing != null) {
                lacks.add(new Lack(missing, side));
            }
        }
        if (lacks.isEmpty() && sides.isEmpty()) {
            lacks.add(new Lack("nobody is up", List.of()));
        }
        return lacks;
    }

    private List<Run> leaders(List<Run> side) {
        return side.stream().filter(leading::contains).toList();
    }

    /** Why a side does not have one leader whom all of it name; a neighbour of another kind may lead, too. */
    private @Nullable String unled(List<Run> side, List<Run> leaders) {
        if (leaders.size() > 1) {
            return leaders + " lead on the side of " + side;
        }
        Run first = side.get(0);
        Seen view = views.get(first);
        String named = leaders.isEmpty()
                ? (view == null ? "-" : view.leader())
                : leaders.get(0).host();
        if (leaders.isEmpty() && (view == null || !view.members().contains(named + "#0"))) {
            return "nobody leads on the side of " + side + "; " + first + " names " + named;
        }
        for (Run run : side) {
            Seen its = views.get(run);
            if (its == null || !its.leader().equals(named)) {
                return run + " names " + (its == null ? "nobody" : its.leader()) + " instead of " + named;
            }
        }
        return null;
    }

    private @Nullable String missing(List<Run> side) {
        Seen wanted = Objects.requireNonNull(views.get(side.get(0)), "all name a leader");
        Set<String> expected = new TreeSet<>();
        side.forEach(run -> expected.add(run.member()));
        for (Run run : side) {
            Seen its = Objects.requireNonNull(views.get(run), "all name a leader");
            if (its.number() != wanted.number() || its.version() != wanted.version()) {
                return run + " holds view " + its.number() + "." + its.version() + ", " + side.get(0) + " holds "
                        + wanted.number() + "." + wanted.version();
            }
            if (!its.members().equals(wanted.members())) {
                return run + " has the members " + its.members() + " under the same version as " + side.get(0)
                        + ", which has " + wanted.members();
            }
            Set<String> members = new HashSet<>(its.members());
            members.removeIf(member -> member.endsWith("#0"));
            if (!members.equals(expected)) {
                return run + " has the members " + its.members() + " instead of " + expected;
            }
        }
        return null;
    }

    /** All, in the order of time, without gaps. */
    List<State> states() {
        return states;
    }

    /** Those that a time touches. */
    List<State> between(long from, long to) {
        int first = 0;
        int end = states.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (states.get(middle).to() <= from) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        int last = first;
        while (last < states.size() && states.get(last).from() < to) {
            last++;
        }
        return states.subList(first, last);
    }

    /** From when on, within a time, they agreed for so long without a break; {@link Run#NEVER} if they did not. */
    long heldFrom(long from, long to, long hold) {
        for (State state : between(from, to)) {
            long since = Math.max(from, state.from());
            if (state.missing() == null && Math.min(to, state.to()) - since >= hold) {
                return since;
            }
        }
        return Run.NEVER;
    }
}
