package org.pastecluster.simulation.checker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.simulation.cluster.Sides;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;

/** P5: every side has one leader, and all its nodes hold the same view of exactly themselves. Says what is missing. */
public final class Convergence {

    private final SimulatedCluster cluster;
    private final Sides sides;

    public Convergence(SimulatedCluster cluster, Sides sides) {
        this.cluster = cluster;
        this.sides = sides;
    }

    /** The processes of each side, now. */
    public List<List<SimulatedProcess>> groups() {
        List<List<SimulatedProcess>> groups = new ArrayList<>();
        boolean[] placed = new boolean[cluster.size()];
        for (int machine = 0; machine < cluster.size(); machine++) {
            if (placed[machine] || !cluster.isUp(machine)) {
                continue;
            }
            int[] distances = sides.distancesFrom(machine);
            List<SimulatedProcess> group = new ArrayList<>();
            for (int other = 0; other < distances.length; other++) {
                SimulatedProcess process = cluster.at(other);
                if (distances[other] >= 0 && process != null) {
                    placed[other] = true;
                    group.add(process);
                }
            }
            groups.add(group);
        }
        return groups;
    }

    /** Why the cluster has not converged; null if it has. */
    public @Nullable String missing() {
        for (List<SimulatedProcess> group : groups()) {
            String missing = missing(group);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private @Nullable String missing(List<SimulatedProcess> group) {
        List<SimulatedProcess> leaders = new ArrayList<>();
        for (SimulatedProcess process : group) {
            if (process.believes()) {
                leaders.add(process);
            }
        }
        int minMembers = cluster.plan(group.get(0).machine()).settings().minMembers();
        if (group.size() < minMembers) {
            return leaders.isEmpty() ? null : leaders + " lead on a side of fewer than " + minMembers;
        }
        if (leaders.size() != 1) {
            return (leaders.isEmpty() ? "nobody leads" : leaders + " lead") + " on the side of " + describe(group);
        }
        SimulatedProcess leader = leaders.get(0);
        Set<Member> expected = new HashSet<>();
        for (SimulatedProcess process : group) {
            expected.add(process.member());
        }
        ClusterView wanted = leader.view();
        for (SimulatedProcess process : group) {
            String missing = missing(process, leader, wanted, expected);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private @Nullable String missing(
            SimulatedProcess process, SimulatedProcess leader, @Nullable ClusterView wanted, Set<Member> expected) {
        ClusterView view = process.view();
        if (view == null || wanted == null) {
            return process + " has no view";
        }
        if (view.leader() == null || !view.leader().isSameProcessAs(leader.member())) {
            return process + " (" + view.role() + ") follows " + name(view.leader()) + " instead of " + leader;
        }
        if (view.number() != wanted.number() || view.version() != wanted.version()) {
            return process + " holds view " + Times.number(view.number()) + "." + view.version() + ", its leader "
                    + leader + " " + Times.number(wanted.number()) + "." + wanted.version();
        }
        if (!view.members().equals(wanted.members())) {
            return process + " has the members " + names(view.members()) + ", its leader " + leader + " has "
                    + names(wanted.members()) + " under the same version";
        }
        if (view.members().size() != expected.size() || !expected.containsAll(view.members())) {
            return process + " has the members " + names(view.members()) + " instead of " + names(expected);
        }
        return null;
    }

    private String describe(List<SimulatedProcess> group) {
        StringBuilder text = new StringBuilder();
        for (SimulatedProcess process : group) {
            ClusterView view = process.view();
            text.append(text.length() == 0 ? "" : ", ").append(process);
            if (view != null) {
                text.append(' ').append(view.role()).append(" → ").append(name(view.leader()));
            }
        }
        return text.toString();
    }

    private String names(Iterable<Member> members) {
        StringBuilder text = new StringBuilder("{");
        for (Member member : members) {
            text.append(text.length() == 1 ? "" : " ").append(name(member));
        }
        return text.append('}').toString();
    }

    private String name(@Nullable Member member) {
        if (member == null) {
            return "nobody";
        }
        SimulatedProcess process = cluster.ofIncarnation(member.incarnation());
        return process == null ? member.toString() : process.toString();
    }
}
