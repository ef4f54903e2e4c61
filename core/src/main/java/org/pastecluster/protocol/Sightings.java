package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Request;

/** Tells this node's leader of other leaders, of each once in a heartbeat at the most. */
final class Sightings {

    private static final int BOUND = 64;

    private final NodeState state;
    private final Map<Long, Long> toldAt = new LinkedHashMap<>();

    Sightings(NodeState state) {
        this.state = state;
    }

    void tell(LeaderRef leader, LeaderRef other) {
        Long told = toldAt.get(other.incarnation());
        if (told != null && state.now() - told < state.timing.heartbeat) {
            return;
        }
        toldAt.remove(other.incarnation());
        if (toldAt.size() >= BOUND) {
            toldAt.remove(toldAt.keySet().iterator().next());
        }
        toldAt.put(other.incarnation(), state.now());
        state.calls.call(leader.host(), new Request.Sighting(other), Calls.NO_MATTER);
    }
}
