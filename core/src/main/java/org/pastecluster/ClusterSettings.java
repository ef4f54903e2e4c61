package org.pastecluster;

import java.time.Duration;
import java.util.List;

/**
 * How a node behaves in its cluster. Immutable; made by {@link #builder(NodeAddress)}, which checks every relation between settings
 * once, when it builds.
 *
 * @param self where this node can be reached, and how its users name it
 * @param nodes the nodes that it knows from the start; its own entry may be among them
 * @param heartbeat longest silence between a leader and a member before one of them calls the other; 1 s
 * @param doubt silence after which a peer is checked directly and through others; 2 s
 * @param verdict silence after which a peer is held for dead; 2.7 s
 * @param lease how long a leader may believe in itself without news; 3 s
 * @param leaseWarning how long before the end of a lease its leader is warned; 1 s
 * @param minMembers the smallest number of members that may have a leader; 1
 * @param trustRefusal whether a leader whose address refuses connections, and whom no member hears, is replaced without
 *     waiting for the end of its lease; true
 * @param foundingMargin how long nodes that start together look for each other before one founds a cluster; 40 ms
 * @param claimDelay how much later than the first three of the view's order the other members compete; 100 ms
 * @param callTimeout longest wait for a peer's answer; 1 s
 * @param searchInterval how often nodes that are missing are looked for in the first ten minutes; 3 s
 * @param searchIntervalLater how often they are looked for afterwards; 30 s
 * @param rememberedNodes how many nodes that left are remembered, besides the listed ones; 1000
 */
public record ClusterSettings(
        NodeAddress self,
        List<NodeAddress> nodes,
        Duration heartbeat,
        Duration doubt,
        Duration verdict,
        Duration lease,
        Duration leaseWarning,
        int minMembers,
        boolean trustRefusal,
        Duration foundingMargin,
        Duration claimDelay,
        Duration callTimeout,
        Duration searchInterval,
        Duration searchIntervalLater,
        int rememberedNodes) {

    public ClusterSettings {
        nodes = List.copyOf(nodes);
        ClusterSettingsRules.check(heartbeat, doubt, verdict, lease, leaseWarning, callTimeout);
        ClusterSettingsRules.atLeast("minMembers", minMembers, 1);
        ClusterSettingsRules.atLeast("rememberedNodes", rememberedNodes, 1);
        ClusterSettingsRules.notNegative("foundingMargin", foundingMargin);
        ClusterSettingsRules.notNegative("claimDelay", claimDelay);
        ClusterSettingsRules.positive("searchInterval", searchInterval);
        ClusterSettingsRules.positive("searchIntervalLater", searchIntervalLater);
    }

    /** Settings with the defaults, for a node at {@code self}. */
    public static ClusterSettingsBuilder builder(NodeAddress self) {
        return new ClusterSettingsBuilder(self);
    }
}
