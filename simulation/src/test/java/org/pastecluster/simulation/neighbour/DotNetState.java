package org.pastecluster.simulation.neighbour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;

/** What a .NET node knows. Lists only grow, but for who failed it too often and whom somebody tells it to remove. */
final class DotNetState {

    /** Another node. */
    static final class Listed {
        final Member node;
        long exchangedAt;
        int errors;

        Listed(Member node, long now) {
            this.node = node;
            this.exchangedAt = now;
        }
    }

    final Member self;
    final Map<String, Listed> others = new LinkedHashMap<>();

    @Nullable
    Member master;

    /** As it was told with the master. */
    long masterVoteTime;

    long masterHeardAt;

    /** Its own, in milliseconds of its wall clock. */
    long voteTime;

    DotNetState(Member self, List<Member> listed, long now) {
        this.self = self;
        listed.forEach(node -> add(node, now));
    }

    void add(Member node, long now) {
        if (!node.host().equals(self.host())) {
            others.computeIfAbsent(node.host(), host -> new Listed(new Member(node.address(), 0), now));
        }
    }

    /** It knows no incarnations. */
    void follow(Member newMaster, long itsVoteTime, long now) {
        master = new Member(newMaster.address(), 0);
        masterVoteTime = itsVoteTime;
        masterHeardAt = now;
    }

    boolean isMaster() {
        return isMaster(self);
    }

    boolean isMaster(Member node) {
        return master != null && master.host().equals(node.host());
    }

    /** Itself among them. */
    List<Member> list() {
        List<Member> nodes = new ArrayList<>();
        nodes.add(self);
        others.values().forEach(other -> nodes.add(other.node));
        return nodes;
    }
}
