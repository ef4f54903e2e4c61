package org.pastecluster.simulation.neighbour;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;

/**
 * P12, where all reach all: one leader is agreed and all lists are equal. Nodes of this project hold one view, of exactly those that are up; each .NET node
 * names the same leader and lists the same hosts; and nobody but that leader leads. Says what is missing.
 */
final class MixedConvergence {

    private final MixedCluster mixed;
    private final SimulatedCluster cluster;

    MixedConvergence(MixedCluster mixed) {
        this.mixed = mixed;
        this.cluster = mixed.cluster();
    }

    /** Why they do not agree; null if they do. */
    @Nullable
    String missing() {
        List<SimulatedProcess> javas = new ArrayList<>();
        Set<String> hosts = new TreeSet<>();
        for (int machine = 0; machine < cluster.size(); machine++) {
            SimulatedProcess process = cluster.at(machine);
            if (process != null && process.isUp()) {
                javas.add(process);
                hosts.add(process.member().host());
            }
        }
        mixed.up().forEach(peer -> hosts.add(peer.self().host()));
        SimulatedProcess first = javas.get(0);
        ClusterView view = first.view();
        if (view == null || view.leader() == null) {
            return first + " knows no leader";
        }
        for (SimulatedProcess process : javas) {
            String missing = missing(process, view, hosts);
            if (missing != null) {
                return missing;
            }
        }
        for (DotNetPeer peer : mixed.up()) {
            String missing = missing(peer, view.leader(), hosts);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private static @Nullable String missing(SimulatedProcess process, ClusterView wanted, Set<String> hosts) {
        ClusterView view = process.view();
        Member leader = wanted.leader();
        if (view == null || leader == null || view.leader() == null) {
            return process + " knows no leader";
        }
        if (!view.leader().host().equals(leader.host())) {
            return process + " follows " + view.leader().host() + " and another one " + leader.host();
        }
        if (view.number() != wanted.number() || view.version() != wanted.version()) {
            return process + " holds another view";
        }
        if (!hosts(view.members()).equals(hosts)) {
            return process + " has the members " + hosts(view.members()) + " instead of " + hosts;
        }
        boolean leads = process.member().host().equals(leader.host());
        return process.believes() == leads
                ? null
                : process + (leads ? " does not believe to lead" : " leads, though all follow " + leader.host());
    }

    private static @Nullable String missing(DotNetPeer peer, Member leader, Set<String> hosts) {
        DotNetState state = peer.state();
        if (!state.isMaster(leader)) {
            return peer + " follows " + (state.master == null ? "nobody" : state.master.host()) + " instead of "
                    + leader.host();
        }
        Set<String> listed = hosts(state.list());
        return listed.equals(hosts) ? null : peer + " lists " + listed + " instead of " + hosts;
    }

    private static Set<String> hosts(List<Member> members) {
        Set<String> hosts = new TreeSet<>();
        members.forEach(member -> hosts.add(member.host()));
        return hosts;
    }
}
