package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Reply;

/**
 * Everything that has to do with .NET nodes comes in here. They are members without a voice: the leader alone deals with them,
 * by {@link Neighbours}; everybody else answers them and passes on what they want.
 */
final class Neighbourhood {

    private static final int SIGHTINGS = 64;
    private static final int FRESH_HEARTBEATS = 2;

    /** A claim may take a lease or two, and asks no .NET node meanwhile. */
    private static final int COMING_IN_HEARTBEATS = 10;

    private final NodeState state;
    private final Roles roles;
    private final NeighbourAnswers answers;
    private final Map<String, Sighting> sightings = new LinkedHashMap<>();

    Neighbourhood(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
        this.answers = new NeighbourAnswers(state, roles);
    }

    /** A .NET node answered a call of this node. */
    void heard(Member node, Reply.Neighbour answer) {
        Member master = answer.master();
        remember(node, master);
        if (master != null && !master.host().equals(state.self.host())) {
            state.roster.hearOf(master.host(), state.now());
        }
        if (roles.role() == Role.LEADING) {
            roles.leading().neighbours().answered(node, master);
        } else if (!state.membership.contains(node.host())) {
            passOn(new NeighbourRequest.Heard(NeighbourRequest.News.DIFFERS, node, master));
        }
    }

    /** No process listens there any more. */
    void refused(String host) {
        sightings.remove(host);
    }

    /** A .NET node asks or tells this node something. */
    void received(NeighbourRequest request, Replies reply) {
        if (request instanceof NeighbourRequest.Ask) {
            answers.ask(reply);
        } else if (request instanceof NeighbourRequest.Heard heard) {
            reply.give(answers.now());
            if (roles.role() == Role.LEADING) {
                passedOn(heard);
            } else {
                passOn(heard);
            }
        }
    }

    /** A member tells its leader what it heard of a .NET node. */
    void passedOn(NeighbourRequest.Heard heard) {
        boolean usable = heard.node().isNeighbour() && !heard.node().host().equals(state.self.host());
        if (roles.role() == Role.LEADING && usable) {
            roles.leading().neighbours().news(heard);
        }
    }

    void stepEnds() {
        answers.stepEnds();
    }

    /**
     * Who presides when this node begins to lead: who did so before; or, for a node that comes into a cluster which .NET nodes
     * have founded already, their master.
     */
    @Nullable
    Member presidingAtBegin(List<Member> supporters) {
        if (!state.membership.isNew()) {
            return state.membership.presiding();
        }
        List<Sighting> sighted = sightedWithin(COMING_IN_HEARTBEATS);
        for (Sighting sighting : sighted) {
            Member master = sighting.master;
            if (master != null && master.host().equals(sighting.node.host())) {
                return sighting.node;
            }
        }
        for (Sighting sighting : sighted) {
            Member master = sighting.master;
            boolean java = master != null
                    && (master.host().equals(state.self.host())
                            || supporters.stream()
                                    .anyMatch(member -> member.host().equals(master.host())));
            if (master != null && !java) {
                return master;
            }
        }
        return null;
    }

    /** The .NET nodes that answered lately. */
    List<Member> lately() {
        List<Member> nodes = new ArrayList<>();
        for (Sighting sighting : sightedWithin(FRESH_HEARTBEATS)) {
            if (!sighting.node.host().equals(state.self.host())) {
                nodes.add(sighting.node);
            }
        }
        return nodes;
    }

    private List<Sighting> sightedWithin(int heartbeats) {
        long since = state.now() - heartbeats * state.timing.heartbeat;
        return sightings.values().stream()
                .filter(sighting -> sighting.at >= since)
                .toList();
    }

    private void remember(Member node, @Nullable Member master) {
        sightings.remove(node.host());
        sightings.put(node.host(), new Sighting(node, master, state.now()));
        if (sightings.size() > SIGHTINGS) {
            sightings.remove(sightings.keySet().iterator().next());
        }
    }

    private void passOn(NeighbourRequest.Heard heard) {
        LeaderRef leader = state.allegiance.acknowledged();
        if (roles.role() == Role.FOLLOWING && leader != null) {
            state.calls.call(leader.host(), heard, Calls.NO_MATTER);
        }
    }

    private record Sighting(Member node, @Nullable Member master, long at) {}
}
